"""6, 7 and 8b: a scan, a sale, a search, each from its key to the screen, in the window of the program."""

import random
from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QTableView, QWidget

from app.gui.editors.document_editor import DocumentEditor
from app.gui.main_window import MainWindow
from app.gui.widgets.drop_list import DropList
from app.gui.widgets.lookup_field import LookupField
from app.services import documents
from app.services.documents import State
from app.services.firm import Firm
from tests.bench import screen, trade
from tests.bench.bare_window import LINES, Beside
from tests.bench.firms import opened
from tests.bench.measuring import Pair, fdatasync_ms, in_turn, middle, quiet_memory, share_below
from tests.bench.results import Result
from tests.bench.setting import Setting
from tests.bench.workloads.posting import Seller

_FRAME_MS = 16


def scan(setting: Setting) -> Iterator[Result]:
    """A bar code typed by a scanner, and Enter, into a sale of 300 lines: until its line is painted."""
    each = 10 if setting.is_quick else 50
    screen.start(setting.disk / "home")
    path = setting.opening("fifo")
    firm = setting.copy(path, "scanned")
    window = window_of(firm)
    beside = Beside("cart", setting.firms.copy(path, setting.memory / "cart.sqlite"), each)
    cart = documents.blank(firm, "delivery")
    for number in range(LINES):
        cart, _ = documents.scan(firm, cart, trade.barcode(number))
    page = document_in(window, lambda: window.new_document("delivery", cart))
    view = grid_of(page).viewport()

    def ours() -> list[float]:
        assert page.draft is not None
        page.draft.restart(cart)
        screen.rest()
        taken = []
        for number in range(LINES, LINES + each):
            press = partial(screen.scan, focused(), trade.barcode(number))
            taken.append(screen.painted_ms(view, press, lambda: len(page.document.lines) > number))  # noqa: B023
            screen.rest()
        return taken

    pair = in_turn(ours, partial(beside.act, "scan"), setting.rounds)
    yield from _painted(6, f"scan to line painted, {LINES} lines", pair, goal_ms=10, goal=1.2)
    beside.close()
    screen.close(window, firm.close)


def settle(setting: Setting) -> Iterator[Result]:
    """F9 on a sale of five lines: until the document shows as posted; on disk."""
    each = 5 if setting.is_quick else 30
    screen.start(setting.disk / "home")
    firm = setting.copy(setting.opening("fifo"), "settled", on_disk=True)
    bare = setting.firms.copy(setting.opening("fifo"), setting.disk / "bare.sqlite")
    window, beside, seller = window_of(firm), Beside("settled", bare, each), Seller(firm)

    def ours() -> list[float]:
        taken = []
        for sale in seller.sales(each):
            page = document_in(window, partial(window.new_document, "delivery", documents.settle(firm, sale)))
            press: Callable[[], None] = partial(QTest.keyClick, focused(), Qt.Key.Key_F9)
            taken.append(screen.painted_ms(page.badge, press, lambda: page.state is State.POSTED))  # noqa: B023
            screen.rest()
            window.close_page(page)
            screen.rest()
        return taken

    pair = in_turn(ours, partial(beside.act, "settle"), setting.rounds)
    note = f"fdatasync {fdatasync_ms(setting.disk):.2f} ms"
    yield from _painted(7, "settle: F9 to posted and painted", pair, goal=1.5, note=note)
    beside.close()
    screen.close(window, firm.close)


def search(setting: Setting) -> Iterator[Result]:
    """Each key of a name, typed into the goods of a line and into the line above all pages: until finds are painted."""
    screen.start(setting.disk / "home")
    for size in (2000,) if setting.is_quick else (20_000, 100_000):
        path = setting.opening("fifo") if size == setting.opening_items else setting.firms.catalogue(size)
        firm = opened(setting.firms.copy(path, setting.memory / "searched.sqlite"))
        window = window_of(firm)
        for where, make in (("in a line", _of_line), ("above all", _of_window)):
            field, drop, is_found = make(window)
            taken = _typed(field, drop, is_found, random.Random(6), size, setting.rounds)
            yield Result(
                8,
                f"search painted, {size:,} items, {where}",
                middle(taken),
                unit="ms",
                goal=_FRAME_MS,
                note=f"p99 {share_below(taken, 0.99):.1f} ms",
            )
        screen.close(window, firm.close)


Searched = tuple[QLineEdit, Callable[[], QWidget | None], Callable[[], bool]]
"""Where it is typed, the list that drops, and whether it answers what stands there."""


def _of_line(window: MainWindow) -> Searched:
    """Without the 61 ms in which the page waits whether keys come from a scanner: those are not the search."""
    page = document_in(window, partial(window.new_document, "delivery"))
    page.scanner.stop()
    assert page.form is not None
    page.form.lines.begin()
    screen.rest()
    field = focused()
    assert isinstance(field, LookupField)
    return field, lambda: field._list, lambda: field._found_for == field.text().strip()


def _of_window(window: MainWindow) -> Searched:
    field = window.search
    window.close_page(window.work.opened[-1])
    field.begin()
    screen.rest()
    seen: list[object] = [()]

    def is_found() -> bool:
        """Every answer is another list."""
        was, seen[0] = seen[0], field.found
        return bool(field.found) and field.found is not was

    return field, lambda: field._list, is_found


def _typed(
    field: QLineEdit,
    drop: Callable[[], QWidget | None],
    is_found: Callable[[], bool],
    chance: random.Random,
    size: int,
    rounds: int,
) -> list[float]:
    screen.type_text(field, "a")  # the list is made when it drops first
    screen.rest()
    taken: list[float] = []
    with quiet_memory():
        for _ in range(rounds * 2):
            name = str(trade.item(chance.randrange(size))["name"])
            for length in range(1, 5):
                field.setText(name[: length - 1])
                listed = drop()
                assert isinstance(listed, DropList)
                press = partial(screen.type_text, field, name[length - 1])
                taken.append(screen.painted_ms(listed.viewport(), press, is_found))
                screen.rest()
    field.clear()
    return taken


def _painted(
    number: int, what: str, pair: Pair, *, goal: float, goal_ms: float | None = None, note: str = ""
) -> Iterator[Result]:
    """Tell the p50 beside the bare window, and the p99 against a frame."""
    yield Result(
        number, f"{what}, × bare", pair.ratio, goal=goal, ours_ms=pair.ours_ms, raw_ms=pair.raw_ms, note=note
    )
    if goal_ms is not None:
        yield Result(number, f"{what}, p50", pair.ours_ms, unit="ms", goal=goal_ms)
    p99, bare = (middle([share_below(each, 0.99) for each in side]) for side in pair)
    yield Result(number, f"{what}, p99", p99, unit="ms", goal=_FRAME_MS, ours_ms=p99, raw_ms=bare)


def window_of(firm: Firm) -> MainWindow:
    """Show the window of a firm."""
    window = MainWindow(firm, proves=False)
    screen.show(window)
    return window


def document_in(window: MainWindow, act: Callable[[], None]) -> DocumentEditor:
    """Open a document and return its page, when all of it is there."""
    act()
    screen.rest()
    page = window.work.current
    assert isinstance(page, DocumentEditor)
    page.focus_first()
    screen.rest()
    return page


def grid_of(page: DocumentEditor) -> QTableView:
    """Return the lines of a document as they are painted."""
    assert page.form is not None
    return page.form.lines.grids[0]


def focused() -> QWidget:
    """Return what has the cursor."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget
