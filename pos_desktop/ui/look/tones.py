"""The meaning of a colour, by name, for presenters and columns. No Qt."""

from __future__ import annotations

from typing import Literal

#: "owes" is also the tone of errors, "credit" of success.
Tone = Literal["text", "muted", "owes", "credit", "warning", "accent"]
