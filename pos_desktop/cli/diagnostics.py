"""``pos-desktop diagnostics``: what whoever helps needs to see, and nothing about anybody."""

from __future__ import annotations

import argparse
import json

from pos_desktop.cli.outcome import DONE


def diagnostics(options: argparse.Namespace) -> int:
    """Run ``diagnostics``; returns the exit status."""
    from pos_desktop.app import default_shop, save_diagnostics

    save_diagnostics(options.shop or default_shop(), options.file)
    print(json.dumps({"diagnostics": str(options.file)}))
    return DONE
