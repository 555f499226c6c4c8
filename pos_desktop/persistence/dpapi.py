"""Windows' own protection of a secret for one user (Data Protection API, CryptProtectData).

What is protected opens only for the same Windows user on the same computer. Elsewhere there is
no such thing, and a key file is kept by its mode alone.
"""

from __future__ import annotations

import ctypes
from typing import Any

_NO_DIALOG = 0x1  # CRYPTPROTECT_UI_FORBIDDEN


class _Blob(ctypes.Structure):
    """DATA_BLOB of wincrypt.h."""

    _fields_ = (("size", ctypes.c_uint32), ("data", ctypes.POINTER(ctypes.c_char)))


def protect(secret: bytes) -> bytes:
    """The secret as only this user can open it. Raises OSError."""
    return _call(_windows("crypt32").CryptProtectData, secret)


def unprotect(protected: bytes) -> bytes:
    """The secret again. Raises OSError for another user or another computer."""
    return _call(_windows("crypt32").CryptUnprotectData, protected)


def _windows(library: str) -> Any:
    return ctypes.WinDLL(f"{library}.dll", use_last_error=True)  # type: ignore[attr-defined]


def _call(function: Any, given: bytes) -> bytes:
    kept = ctypes.create_string_buffer(given, len(given))
    blob_in = _Blob(len(given), ctypes.cast(kept, ctypes.POINTER(ctypes.c_char)))
    blob_out = _Blob()
    done = function(
        ctypes.byref(blob_in), None, None, None, None, _NO_DIALOG, ctypes.byref(blob_out)
    )
    if not done:
        number = ctypes.get_last_error()  # type: ignore[attr-defined]
        raise OSError(number, "Windows did not open what it keeps for this user")
    try:
        return ctypes.string_at(blob_out.data, blob_out.size)
    finally:
        _windows("kernel32").LocalFree(blob_out.data)
