"""The tour before a walk: every entry, every command that its page offers and that nobody gave yet, all looks.

A command that opens another page is followed there: what that page offers is given too, then it is left. What a command
asks is answered, and what banners, strips and panels offer then is pressed, once on each kind of page.
"""

from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton
from shiboken6 import isValid

from app.gui.editors.ask_strip import AskStrip
from app.gui.page import Page
from app.gui.pages.help_page import HelpPage
from app.gui.window.tabs import tabs
from tests.gui.reach import LOOKS

if TYPE_CHECKING:
    from tests.gui.walker import Walker

_ALWAYS = "F2"
"""Begins something new: each type has an editor of its own."""
_LEAVES = frozenset({"page.close", "page.next", "page.previous", "help"})
_TURNS = ("document.previous", "document.next")
"""Puts another document in the place of the one in front: given last, and never where that one was left open behind."""
_LATE = ("document.close_order", "document.reverse", "document.void", *_TURNS)
"""After each of these less is offered than before."""
_DEEPEST = 2
_OLD = (
    ("list", "sales_order"),
    ("list", "purchase_order"),
    ("list", "delivery"),
    ("list", "goods_receipt"),
    ("records", "customer"),
    ("records", "item"),
)
"""What is posted, or saved for long, offers other things than what was just begun."""


def steps(walker: "Walker") -> Iterator[str]:
    """Walk the steps of the tour; each says what it did, the walker settles and looks between them."""
    given: set[tuple[str, str]] = set()
    for sort, key in _OLD:
        yield walker.open(sort, key)
        walker.press("End")
        walker.press("Return")
        yield f"opens the oldest {key}"
        yield from _all_commands(walker, given, 1)
        yield from _back(walker)
    for tab in tabs():
        for entry in [each for each in tab.entries if each.sort]:
            yield walker.open(entry.sort, entry.key)
            yield from _all_commands(walker, given, 0)
            yield from _back(walker)
    for command in walker.window.commands():
        yield walker.give(command)
        if command.key == "help":
            yield from _all_commands(walker, given, 1)
            yield from _practice(walker)
    for name in LOOKS:
        yield walker.open("settings", "settings")
        yield walker.look(name)
    yield walker.open("home", "home")


def _all_commands(walker: "Walker", given: set[tuple[str, str]], depth: int) -> Iterator[str]:
    window = walker.window
    page = window.work.current
    assert page is not None
    seen = set(_LEAVES.union(_TURNS) if depth == _DEEPEST else _LEAVES)
    # Asked anew each time: what was just done may be there to be undone now.
    while commands := [each for each in page.commands() if each.key not in seen]:
        command = min(commands, key=lambda each: _LATE.index(each.key) + 1 if each.key in _LATE else 0)
        key = command.key
        seen.add(key)
        name = (type(page).__name__, key)
        if (name in given and command.shortcut != _ALWAYS) or (depth and name in given):
            continue
        given.add(name)
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


def _all_offers(walker: "Walker", given: set[tuple[str, str]]) -> Generator[str, None, bool]:
    """Answer what is asked and press what is offered beside the commands of the page; say whether it asked."""
    is_asked = bool(walker.parts(AskStrip))
    if is_asked:
        yield walker.answer(walker.file)
    while button := _offer(walker, given):
        yield walker.push(button)
    return is_asked


def _offer(walker: "Walker", given: set[tuple[str, str]]) -> QPushButton | None:
    """Return a button in front that stands for an act and was not pressed yet on such a page."""
    page = walker.window.work.current
    assert page is not None
    own = {command.key for command in (*page.commands(), *walker.window.commands())} | set(LOOKS)
    for button in walker.parts(QPushButton):
        name = (type(page).__name__, button.objectName())
        if "." in name[1] and name[1] not in own and name not in given and button.isEnabled():
            given.add(name)
            return button
    return None


def _practice(walker: "Walker") -> Iterator[str]:
    """Follow a link of the manual that leads to a practice, and give what is offered there."""
    window = walker.window
    page = window.work.current
    assert isinstance(page, HelpPage)
    page.view.asked.emit("practice:")
    yield "opens the practice"
    assert walker.window is not window
    yield from _all_offers(walker, set())
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
