"""What the message bar shows. No Qt: presenters make these."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

MessageKind = Literal["info", "success", "warning", "error"]


class Message(Struct, frozen=True, kw_only=True):
    """One message to the cashier: what happened and what to do next.

    `action` is the id that comes back when its button or key is pressed; in the key table it brings
    its own key and label. `sound` names the sound to make ("" for the kind's own).
    """

    kind: MessageKind
    text: str
    action: str = ""
    action_label: str = ""
    sound: str = ""
