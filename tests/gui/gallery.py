"""Everything there is to see of a firm, one after the other: to look at it as pictures, and to read its texts.

``QT_SCALE_FACTOR=2 python -m tests.gui.gallery FOLDER --lang en --dark --big`` draws it all; ``--only 'new-*'`` some.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from fnmatch import fnmatch
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeySequence, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.core.numbers import Price
from app.core.table import Drill
from app.domain.documents.types import TYPES
from app.domain.records.types import RECORDS
from app.gui import application, operations, preferences
from app.gui.editors.document_editor import DocumentEditor
from app.gui.main_window import MainWindow
from app.gui.pages.home_page import HomePage
from app.gui.pages.report_page import ReportPage
from app.gui.spare_time import SpareTime
from app.gui.window.tabs import Entry, tabs
from app.services import documents, home, records, sample
from app.services.firm import Firm

SIZE: Final = (1366, 768)
_PATIENCE_S: Final = 30.0
_REST_S: Final = 0.01
_ROUNDS: Final = 4
_SOON_MS: Final = 700
"""What is put off no longer than this is waited for."""
_ABOVE: Final = (Qt.WindowType.Popup, Qt.WindowType.Tool, Qt.WindowType.ToolTip)
_LEADS_AWAY: Final = (
    "tab.",
    "page.",
    "help",
    "find",
    "firm.practice",
    "home.practice",
    "record.new",
    "list.new",
)
"""Commands that show what is shown anyway."""

Scene = tuple[str, Callable[[], None]]


def scenes(window: MainWindow) -> Iterator[Scene]:
    """Walk everything: a name, and the way there."""
    for tab in tabs():
        for entry in tab.entries:
            if entry.sort:
                yield f"{entry.sort}-{entry.key}", partial(window.open_entry, entry)
    for each in TYPES:
        yield f"new-{each.key}", partial(window.new_document, each.key)
        found = _drills(window.firm, each.key)
        if found:
            yield f"posted-{each.key}", partial(window.follow, found[0])
    for kind in RECORDS:
        yield f"record-new-{kind.key}", partial(window.open_record, kind.key, "")
        hits = records.search(window.firm, kind.key, "", limit=1)
        if hits:
            yield f"record-{kind.key}", partial(window.open_record, kind.key, hits[0].uid)
    yield "find", partial(_find, window)
    for role in home.roles(window.firm):
        yield f"home-role-{role.key}", partial(_be, window, role.key)
    yield "hints", partial(_type_oddly, window)
    yield "frozen", partial(_freeze, window)
    yield from _filled(window)
    yield from _opened(window)
    yield from _acts(window)
    # Of what the acts have printed
    yield "filled-print_log", partial(window.open_report, "print_log")
    yield "help", window.show_help


def _filled(window: MainWindow) -> Iterator[Scene]:
    """Walk reports that say nothing before they are asked about somebody, and those that are asked otherwise."""
    for key, asked in (("statement", "customer"), ("supplier_statement", "supplier"), ("stock_card", "item")):
        hit = records.search(window.firm, asked, "", limit=2)[-1]
        yield f"filled-{key}", partial(window.open_report, key, {asked: hit.uid})
    yield "filled-ages", partial(window.open_report, "receivables", {"by": "age"})
    yield "filled-bills", partial(window.open_report, "receivables", {"by": "document"})
    yield "filled-stock_ages", partial(window.open_report, "stock_ageing", {"by": "bucket"})


def _opened(window: MainWindow) -> Iterator[Scene]:
    """Walk what opens below a field or beside the work."""
    yield "opened-calendar", partial(_open_below, window, "Tab", "F4")
    yield "opened-choices", partial(_choose, window)
    yield "opened-deals", partial(_show_deals, window)
    yield "opened-bills", partial(_draw_bills, window)


def _open_below(window: MainWindow, *keys: str) -> None:
    window.new_document("delivery")
    for each in keys:
        settle()
        _strike(window, each)


def _choose(window: MainWindow) -> None:
    window.open_list("delivery")
    for each in ("Ctrl+F", "Tab", "F4"):
        settle()
        _strike(window, each)


def _show_deals(window: MainWindow) -> None:
    _type_oddly(window)
    settle()
    page = window.work.current
    assert isinstance(page, DocumentEditor)
    assert page.form is not None
    page.form.lines.grids[0].stand(1, "price")
    _strike(window, "F4")


def _draw_bills(window: MainWindow) -> None:
    window.new_document("money_received")
    settle()
    _strike(window, "F7")


def _acts(window: MainWindow) -> Iterator[Scene]:
    """Walk what the keys of each kind of page bring up: strips, panels, questions."""
    places: list[Scene] = [
        ("list", partial(window.open_list, "delivery")),
        ("records", partial(window.open_records, "item")),
        ("report", partial(window.open_report, "stock_on_hand")),
        ("statement", partial(window.open_report, "statement")),
        ("import", partial(window.open_entry, _entry("import"))),
        ("calibration", partial(window.open_entry, _entry("calibration"))),
        ("settings", partial(window.open_entry, _entry("settings"))),
        ("print", partial(window.open_entry, _entry("print_forms"))),
        ("draft", partial(window.new_document, "delivery")),
        ("receipt", partial(window.new_document, "goods_receipt")),
        (
            "record",
            partial(window.open_record, "item", records.search(window.firm, "item", "", limit=1)[0].uid),
        ),
        ("posted", partial(window.follow, _drills(window.firm, "delivery")[0])),
    ]
    for place, go in places:
        go()
        settle()
        page = window.work.current
        assert page is not None
        for command in page.commands():
            if command.shortcut and not command.hint and not command.key.startswith(_LEADS_AWAY):
                yield f"act-{place}-{command.key}", partial(_press, window, go, command.shortcut)


def _entry(key: str) -> Entry:
    return next(entry for tab in tabs() for entry in tab.entries if entry.key == key)


def _drills(firm: Firm, type_key: str) -> tuple[Drill, ...]:
    found = documents.listing(firm, type_key, states=("posted",)).drills
    return tuple(each for each in found if each is not None)


def _find(window: MainWindow) -> None:
    window.search.begin()
    QTest.keyClicks(window.search, "1")


def _be(window: MainWindow, role: str) -> None:
    """Show the first page of a role."""
    window.open_entry(tabs()[0].entries[0])
    settle()
    page = window.work.current
    assert isinstance(page, HomePage)
    page.choose_role(role)


def _type_oddly(window: MainWindow) -> None:
    """Type a delivery again, at prices that have slipped by a place."""
    sold = documents.view(window.firm, str(dict(_drills(window.firm, "delivery")[0].params)["uid"])).document
    window.new_document("delivery")
    settle()
    page = window.work.current
    assert isinstance(page, DocumentEditor)
    assert page.draft is not None
    lines = tuple(
        replace(line, price=Price((line.price or 0) * 10), typed_amount=False, source="", source_line=0)
        for line in sold.lines
    )
    page.draft.edit(replace(page.document, party=sold.party, lines=lines))


def _freeze(window: MainWindow) -> None:
    """Hold two columns of a wide report, and scroll the others."""
    window.open_report("document_list")
    settle()
    page = window.work.current
    assert isinstance(page, ReportPage)
    page.card.view.arranged.freeze(2)
    settle()
    page.card.view.horizontalScrollBar().setValue(10_000)


def _press(window: MainWindow, go: Callable[[], None], keys: str) -> None:
    go()
    settle()
    _strike(window, keys)


def _strike(window: MainWindow, keys: str) -> None:
    handle = window.windowHandle()
    assert handle is not None
    pressed = QKeySequence(keys)[0]  # type: ignore[index]  # missing in the stubs
    QTest.keyClick(handle, pressed.key(), pressed.keyboardModifiers())


def settle() -> None:
    """Wait until everything asked for has come and is painted."""
    end = time.monotonic() + _PATIENCE_S
    QApplication.processEvents()
    while (_is_put_off() or not operations.workers().is_idle) and time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(_REST_S)
    for _ in range(_ROUNDS):
        QApplication.processEvents()
        time.sleep(_REST_S)


def _is_put_off() -> bool:
    """Say whether something is about to be asked for, or a page is still being made."""
    windows = QApplication.topLevelWidgets()
    timers = (timer for each in windows for timer in each.findChildren(QTimer))
    if any(each.isActive() and each.isSingleShot() and each.interval() <= _SOON_MS for each in timers):
        return True
    return any(not steps.is_over for each in windows for steps in each.findChildren(SpareTime))


def _seen(window: MainWindow) -> QPixmap:
    """Return the window as a person sees it: with the list or menu that is open above it."""
    picture = window.grab()
    painter = QPainter(picture)
    for above in QApplication.topLevelWidgets():
        if above.isVisible() and above.windowType() in _ABOVE:
            painter.drawPixmap(window.mapFromGlobal(above.pos()), above.grab())
    painter.end()
    return picture


def tidy(window: MainWindow) -> None:
    """Close what opened, and bury it; a page that refuses stays."""
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
    for page in window.work.opened:
        window.work.close_page(page)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def draw(path: Path, folder: Path, chosen: preferences.Preferences, only: str = "*") -> int:
    """Draw everything into the folder, or what has such a name; return how many pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    program = application.make()
    program.put_on(chosen)
    preferences.save(chosen)
    firm = Firm.open(path)
    count = 0
    try:
        window = MainWindow(firm, proves=False)
        window.resize(*SIZE)
        window.show()
        window.activateWindow()
        window.prove(replay=False)
        settle()
        for name, go in scenes(window):
            if not fnmatch(name, only):
                continue
            go()
            settle()
            _seen(window).save(str(folder / f"{name}.png"))
            tidy(window)
            count += 1
        window.hide()
        window.deleteLater()
    finally:
        operations.workers().stop(firm.close)
        firm.close()
    return count


def main() -> None:
    """Draw everything of the sample firm."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--lang", default="zh_CN")
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--big", action="store_true")
    parser.add_argument("--only", default="*", help="names of pictures, as new-*")
    parser.add_argument("--firm", type=Path, help="another firm than the sample")
    asked = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as home:
        for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
            os.environ[name] = home
        path = asked.firm or Path(home, "sample.zhanggui")
        if asked.firm is None:
            sample.make(path, items=60, days=25).close()
        chosen = preferences.Preferences(language=asked.lang, dark=asked.dark, big=asked.big)
        print(draw(path, asked.folder, chosen, asked.only))


if __name__ == "__main__":
    main()
