"""The tour before a walk: every entry, every command that its page offers and that nobody gave yet, all looks.

A command that opens another page is followed there: what that page offers is given too, then it is left. What a command
asks is answered, and what banners, strips and panels offer then is pressed: once on each kind of page, in a whole tour
once for each list and each editor of its own.
"""

from collections.abc import Generator, Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton
from shiboken6 import isValid

from app.gui.commands import Command
from app.gui.editors.ask_strip import AskStrip
from app.gui.page import Page
from app.gui.pages.help_page import HelpPage
from app.gui.pages.list_page import ListPage
from app.gui.window.tabs import tabs
from app.services.documents import State
from tests.gui.reach import LOOKS

if TYPE_CHECKING:
    from tests.gui.walker import Walker

_ALWAYS = "F2"
"""Begins something new: each type has an editor of its own."""
_LEAVES = frozenset({"page.close", "page.next", "page.previous", "help"})
_TURNS = ("document.previous", "document.next")
"""Puts another document in the place of the one in front: given last, and never where that one was left open behind."""
_LATE = {"document.close_order": 1, "document.reverse": 2, "document.void": 2} | dict.fromkeys(_TURNS, 3)
"""After each of these less is offered than before; of two alike the one comes first that was given less."""
_DEEPEST = 2
_KEPT = (
    ("list", "sales_order"),
    ("list", "purchase_order"),
    ("list", "delivery"),
    ("list", "goods_receipt"),
    ("records", "customer"),
    ("records", "item"),
)
"""What is posted, or saved for long, offers other things than what was just begun."""


class Given:
    """What was given, and where: on which kind of page, in a `whole` tour on which page."""

    def __init__(self, walker: "Walker", *, whole: bool) -> None:
        self._walker = walker
        self._whole = whole
        self._names: set[tuple[str, str, str]] = set()

    def _name(self, key: str) -> tuple[str, str, str]:
        window = self._walker.window
        return type(window.work.current).__name__, window.topic if self._whole else "", key

    def __contains__(self, key: str) -> bool:
        return self._name(key) in self._names

    def add(self, key: str) -> None:
        """Note that it was given on the page in front."""
        self._names.add(self._name(key))


def steps(walker: "Walker", *, whole: bool) -> Iterator[str]:
    """Walk the steps of the tour; each says what it did, the walker settles and looks between them."""
    given = Given(walker, whole=whole)
    for sort, key in _KEPT:
        yield walker.open(sort, key)
        yield _open_kept(walker)
        yield from _all_commands(walker, given, 1)
        yield from _back(walker)
    for answer in ("record.lose", "record.save_close"):
        yield from _leave_typed(walker, answer)
    for tab in tabs():
        for entry in [each for each in tab.entries if each.sort]:
            yield walker.open(entry.sort, entry.key)
            yield from _all_commands(walker, given, 0)
            yield from _back(walker)
    for command in walker.window.commands():
        yield walker.give(command)
        if command.key == "help":
            yield from _all_commands(walker, given, 1)
            yield from _practice(walker, whole=whole)
    for name in LOOKS:
        yield walker.open("settings", "settings")
        yield walker.look(name)
    yield walker.open("home", "home")


def _open_kept(walker: "Walker") -> str:
    """Open the first of a list that is no draft."""
    page = walker.window.work.current
    assert isinstance(page, ListPage)
    rows = page.card.view.rows
    drafts = [row for row in range(rows.rowCount()) if rows.state_at(row) == State.DRAFT.value]
    row = next((row for row in range(rows.rowCount()) if row not in drafts), 0)
    page.card.view.setFocus()
    for key in ("Home", *["Down"] * row, "Return"):
        walker.press(key)
    return f"opens row {row}"


def _leave_typed(walker: "Walker", answer: str) -> Iterator[str]:
    """Begin a record, type, go away, and answer what becomes of it."""
    yield walker.open("records", "category")
    walker.press(_ALWAYS)
    yield "begins a category"
    walker.hands.enter("abc")
    walker.press("Ctrl+W")
    yield "leaves what was typed"
    (button,) = [each for each in walker.parts(QPushButton) if each.objectName() == answer]
    yield walker.push(button)
    yield from _back(walker)


def _all_commands(walker: "Walker", given: Given, depth: int) -> Iterator[str]:
    window = walker.window
    page = window.work.current
    assert page is not None
    seen = set(_LEAVES.union(_TURNS) if depth == _DEEPEST else _LEAVES)
    # Asked anew each time: what was just done may be there to be undone now.
    while isValid(page) and (commands := [each for each in page.commands() if each.key not in seen]):
        command = min(commands, key=partial(_rank, walker))
        key = command.key
        seen.add(key)
        if key in given and (depth or command.shortcut != _ALWAYS):
            continue
        given.add(key)
        yield walker.give(command)
        was_asked = yield from _all_offers(walker, given)
        front = window.work.current
        if front is not page and depth < _DEEPEST and front is not None:
            yield from _all_commands(walker, given, depth + 1)
            yield from _return(walker, page)
            if walker.window.work.current is not page:
                return
        elif front is page and not depth and not was_asked:  # elsewhere Esc would leave
            walker.press("Esc")
            yield f"Esc after {key}"
            if walker.window.work.current is not page:
                return


def _rank(walker: "Walker", command: Command) -> tuple[int, int]:
    late = _LATE.get(command.key, 0)
    return late, walker.reach.counts[f"command {command.key}"] if late else 0


def _all_offers(walker: "Walker", given: Given) -> Generator[str, None, bool]:
    """Answer what is asked and press what is offered beside the commands of the page; say whether it asked."""
    is_asked = bool(walker.parts(AskStrip))
    if is_asked:
        yield walker.answer(walker.file)
    while button := _offer(walker, given):
        yield walker.push(button)
    return is_asked


def _offer(walker: "Walker", given: Given) -> QPushButton | None:
    """Return a button in front that stands for an act and was not pressed yet on such a page."""
    page = walker.window.work.current
    assert page is not None
    own = {command.key for command in (*page.commands(), *walker.window.commands())} | set(LOOKS)
    for button in walker.parts(QPushButton):
        key = button.objectName()
        if "." in key and key not in own and key not in given and button.isEnabled():
            given.add(key)
            return button
    return None


def _practice(walker: "Walker", *, whole: bool) -> Iterator[str]:
    """Follow a link of the manual that leads to a practice, and give what is offered there."""
    window = walker.window
    page = window.work.current
    assert isinstance(page, HelpPage)
    page.view.asked.emit("practice:")
    yield "opens the practice"
    assert walker.window is not window
    yield from _all_offers(walker, Given(walker, whole=whole))
    walker.window.close()
    window.activateWindow()
    yield "closes the practice"


def _return(walker: "Walker", page: Page) -> Iterator[str]:
    """Close what stands in front until a page is there again, if it is there at all."""
    work = walker.window.work
    while isValid(page) and (front := work.current) is not page and front in work.opened:
        if not work.close_page(front):
            break
    if isValid(page) and work.current is not page:
        work.bring(page)
    yield "returns"


def _back(walker: "Walker") -> Iterator[str]:
    """Close every page that closes."""
    for page in reversed(walker.window.work.opened):
        walker.window.work.close_page(page)
    yield "closes what was opened"
