"""What a walk has reached of the window, beside what there is: places, editors, commands, kinds of widget.

What there is comes from the declarations and from the program's own code, never from what a walk happened to see, so
that nobody can add a page, a key or a strip that no walk will ever touch.
"""

import importlib
import inspect
import pkgutil
import re
from collections import Counter
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QApplication, QWidget

import app.gui
from app.domain.documents.types import TYPES
from app.domain.records.types import RECORDS
from app.gui.commands import Command
from app.gui.editors.document_editor import DocumentEditor
from app.gui.editors.record_editor import RecordEditor
from app.gui.main_window import MainWindow
from app.gui.window.tabs import tabs

LOOKS: Final = ("language.zh_CN", "language.en", "dark.True", "dark.False", "big.True", "big.False")
_KEY: Final = re.compile(r'Command\(\s*"([a-z_.]+)"')
_ELSEWHERE: Final = {
    "StartWindow": "before a firm is open",
    "SetupPage": "before a firm is open",
    "StartPage": "before a firm is open",
    "TemplateChoice": "before a firm is open",
    "Page": "what pages stand on",
    "DesignPage": "as above",
    "Strip": "what strips stand on",
    "AidedPage": "what the page of devices stands on",
    "PartList": "what lists of parts of a design stand on",
    "Aid": "what aids of the page of devices stand on",
}
"""Kinds of widget that no walk in an open firm can meet."""
_BEFORE_A_FIRM: Final = ("firm.", "setup.")
"""Commands of the windows in which no firm is open yet."""


class Reach:
    """Counts what was reached: ``list delivery``, ``editor delivery``, ``command document.post``, ``widget Banner``."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.offered: set[str] = set()
        self._kinds = {kind: f"widget {kind.__name__}" for kind in _widgets()}

    def look(self, window: MainWindow) -> None:
        """Note what is in front and what can be seen."""
        page = window.work.current
        entry = window._entry_at(page) if page is not None else None
        if entry is not None:
            self.counts[f"{entry.sort} {entry.key}"] += 1
        if isinstance(page, DocumentEditor) and page.draft is not None:
            self.counts[f"editor {page.document.type}"] += 1
            self.counts[f"state {page.state.value}"] += 1
        elif isinstance(page, RecordEditor):
            self.counts[f"editor {page.type.key}"] += 1
        self.offered |= {f"command {each.key}" for each in page.commands()} if page is not None else set()
        for part in seen_parts(window):
            for widget in (part, *part.findChildren(QWidget)):
                name = self._kinds.get(type(widget))
                if name is not None and widget.isVisible():
                    self.counts[name] += 1
        for kind in (type(window), type(window.work)):
            self.counts[self._kinds[kind]] += 1

    def use(self, command: str) -> None:
        """Note that a command was given."""
        self.counts[f"command {command}"] += 1

    def least(self, commands: list[Command]) -> list[Command]:
        """Return those that were given least."""
        fewest = min((self.counts[f"command {each.key}"] for each in commands), default=0)
        return [each for each in commands if self.counts[f"command {each.key}"] == fewest]

    def missed(self) -> list[str]:
        """Return what there is and was never reached."""
        return sorted(there_is() - {name for name, count in self.counts.items() if count})


def seen_parts(window: MainWindow) -> list[QWidget]:
    """Return what of a window can be seen: its bars, the page in front, what dropped from them; not sixty pages."""
    whole = window.centralWidget()
    assert whole is not None
    parts = [child for each in (window, whole, window.work) for child in each.children()]
    others = [each for each in QApplication.topLevelWidgets() if not isinstance(each, MainWindow)]
    return [
        each
        for each in (*parts, *others)
        if isinstance(each, QWidget) and each.isVisible() and each not in {whole, window.work}
    ]


def places() -> set[str]:
    """Return what every firm has at hand: each entry of each tab, an editor of each type."""
    entries = {f"{each.sort} {each.key}" for tab in tabs() for each in tab.entries if each.sort}
    return entries | {f"editor {each.key}" for each in (*TYPES, *RECORDS)}


def there_is() -> set[str]:
    """Return everything that can be reached in the window of a firm."""
    folder = Path(next(iter(app.gui.__path__)))
    keys = {
        key
        for path in folder.rglob("*.py")
        for key in _KEY.findall(path.read_text(encoding="utf-8"))
        if not key.startswith(_BEFORE_A_FIRM)
    }
    states = {"state draft", "state posted", "state voided"}
    widgets = {f"widget {kind.__name__}" for kind in _widgets() if kind.__name__ not in _ELSEWHERE}
    looks = {f"command {name}" for name in LOOKS}
    return places() | states | looks | widgets | {f"command {key}" for key in keys}


def _widgets() -> list[type[QWidget]]:
    """Return every kind of widget that the program itself declares and that no other one is made from alone."""
    found: list[type[QWidget]] = []
    for module in pkgutil.walk_packages(app.gui.__path__, "app.gui."):
        for _, kind in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
            if issubclass(kind, QWidget) and kind.__module__ == module.name:
                found.append(kind)
    return found
