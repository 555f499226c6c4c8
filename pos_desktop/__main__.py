"""``pos-desktop`` and ``python -m pos_desktop``."""

from __future__ import annotations

import logging
import os
import sys
import threading


def main() -> int:
    """Run the command line; returns the exit status."""
    from pos_desktop.cli.main import run

    status = run(sys.argv[1:])
    _leave_threads_alone(status)
    return status


def _leave_threads_alone(status: int) -> None:
    """End at once when a thread was left behind; it must not see the process taken down.

    A printer's thread that hangs in a library is not waited for. The exit of a process frees what
    that library stands on (OpenSSL's tables below SQLCipher, Python's own below Qt), and a thread
    that is just there would crash a till that has done all its work.
    """
    if not any(thread.daemon for thread in threading.enumerate()):
        return
    logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


if __name__ == "__main__":
    sys.exit(main())
