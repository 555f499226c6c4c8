"""Pictures of every screen, cover and sheet in the dresses of issue 8, for people to look at.

    scripts/screen-pictures [dress ...]        # into build/screens/<dress>/NN-name.png

Each shows the whole window, with its sheet where the till puts it.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
from pathlib import Path

from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from pos_desktop.domain.preferences import Theme
from pos_desktop.ui.language.catalogue import Pseudo, catalogue_of
from pos_desktop.ui.look.appearance import begin_appearance, chosen_appearance
from tests.every_screen import Dress, Seen, Stage, make_shop_with_days

_SHADE = QColor(0, 0, 0, 90)


def dresses() -> dict[str, Dress]:
    """How the screens are looked at, by the names of their folders."""
    hindi = catalogue_of("hi")
    return {
        "light": Dress(name="light"),
        "dark": Dress(name="dark", theme=Theme.DARK),
        "hindi": Dress(name="hindi", catalogue=hindi),
        "compact": Dress(name="compact", width=1024, height=600),
        "touch": Dress(name="touch", touch=True),
        "hindi-compact": Dress(name="hindi-compact", width=1024, height=600, catalogue=hindi),
        "hindi-12": Dress(name="hindi-12", points=12, catalogue=hindi),
        "stretched": Dress(name="stretched", points=12, catalogue=Pseudo()),
    }


def picture(stage: Stage, seen: Seen) -> QPixmap:
    """What a person sees: the window, and over it what stands in front."""
    window = stage.window
    image = window.grab()
    sheet = seen.widget.window()
    if sheet is not window:
        painter = QPainter(image)
        painter.fillRect(window.rect(), _SHADE)
        painter.drawPixmap(window.rect().center() - sheet.rect().center(), sheet.grab())
        painter.end()
    return image


def take(dress: Dress, folder: Path, home: Path) -> int:
    """Take them all in one dress; returns how many."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.png"):
        old.unlink()
    make_shop_with_days(home)
    stage = Stage(home, dress)
    taken = 0
    for taken, seen in enumerate(stage.everything(), start=1):
        name = re.sub(r"[^a-z0-9]+", "-", seen.name.casefold()).strip("-")
        path = folder / f"{taken:02d}-{name}.png"
        if not picture(stage, seen).save(str(path)):
            raise OSError(f"{path} cannot be written")
    stage.close()
    return taken


def main() -> int:
    """Take the dresses that are named, or all of them. Returns the exit status."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    known = dresses()
    folder, *named = sys.argv[1:]
    unknown = [name for name in named if name not in known]
    if unknown:
        print(f"no dress is called {', '.join(unknown)}; there are: {', '.join(known)}")
        return 1
    application = QApplication([])
    begin_appearance(application, chosen_appearance(application))
    for name in named or known:
        with tempfile.TemporaryDirectory() as home:
            os.environ["POS_KEYS"] = str(Path(home) / "keys")
            count = take(known[name], Path(folder) / name, Path(home))
        print(f"{name}: {count} pictures")
    return 0


if __name__ == "__main__":
    sys.exit(main())
