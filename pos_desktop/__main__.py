"""``pos-desktop`` and ``python -m pos_desktop``."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line; returns the exit status."""
    from pos_desktop.cli.main import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
