"""Presenters are plain Python: nothing they import, near or far, leads to Qt.

import-linter says so for modules named `presenter`; its patterns cannot match a part of a name,
so modules named `*_presenter` are followed here.
"""

from __future__ import annotations

import grimp
import pytest

QT = "PySide6"


def is_presenter(module: str) -> bool:
    name = module.rpartition(".")[2]
    return name == "presenter" or name.endswith("_presenter")


def chains_to_qt(graph: grimp.ImportGraph) -> list[str]:
    presenters = sorted(filter(is_presenter, graph.modules))
    chains = (graph.find_shortest_chain(importer=module, imported=QT) for module in presenters)
    return [" -> ".join(chain) for chain in chains if chain]


def test_no_presenter_leads_to_qt() -> None:
    graph = grimp.build_graph("pos_desktop", include_external_packages=True, cache_dir=None)
    assert chains_to_qt(graph) == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("pos_desktop.ui.pay.presenter", True),
        ("pos_desktop.ui.shift.close_presenter", True),
        ("pos_desktop.ui.shift.presenter_view", False),
    ],
)
def test_a_presenter_is_known_by_its_name(name: str, expected: bool) -> None:
    assert is_presenter(name) is expected


def test_a_presenter_that_leads_to_qt_would_be_seen() -> None:
    graph = grimp.ImportGraph()
    graph.add_module(QT, is_squashed=True)
    graph.add_import(importer="shop.ui.close_presenter", imported="shop.ui.screen")
    graph.add_import(importer="shop.ui.screen", imported=QT)
    assert chains_to_qt(graph) == ["shop.ui.close_presenter -> shop.ui.screen -> PySide6"]
