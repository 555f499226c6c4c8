"""PINs and passwords: HMAC with a pepper that is not in the store, then argon2id.

A four-digit PIN falls to any copy of the hashes in minutes; without the pepper it does not.
"""

from __future__ import annotations

import hashlib
import hmac
import unicodedata
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argon2 import PasswordHasher


class Argon2Secrets:
    """The port Secrets, with the low-memory parameters of RFC 9106 section 4."""

    def __init__(self, pepper: bytes) -> None:
        self._pepper = pepper

    def hash(self, secret: str) -> str:
        """What to keep of a PIN or password; another each time. Takes about 0.1 s."""
        return self._hasher.hash(self._peppered(secret))

    def verify(self, hashed: str, secret: str) -> bool:
        """Whether *secret* is the one that was hashed; False for anything that is no hash."""
        from argon2.exceptions import InvalidHashError, VerificationError

        try:
            return self._hasher.verify(hashed, self._peppered(secret))
        except (InvalidHashError, VerificationError):
            return False

    @cached_property
    def _hasher(self) -> PasswordHasher:
        from argon2 import PasswordHasher
        from argon2.profiles import RFC_9106_LOW_MEMORY

        return PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)

    def _peppered(self, secret: str) -> bytes:
        # A password typed on another keyboard may be composed differently and is the same.
        typed = unicodedata.normalize("NFC", secret).encode()
        return hmac.digest(self._pepper, typed, hashlib.sha256)
