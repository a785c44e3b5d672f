"""The tour before a walk: every entry, every command that its page offers and that nobody gave yet, all looks.

A command that opens another page is followed there: what that page offers is given too, then it is left.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from shiboken6 import isValid

from app.gui.page import Page
from app.gui.window.tabs import tabs
from tests.gui.reach import LOOKS

if TYPE_CHECKING:
    from tests.gui.walker import Walker

_ALWAYS = "F2"
"""Begins something new: each type has an editor of its own."""
_LEAVES = frozenset({"page.close", "page.next", "page.previous", "help"})
_DEEPEST = 2


def steps(walker: "Walker") -> Iterator[str]:
    """Walk the steps of the tour; each says what it did, the walker settles and looks between them."""
    given: set[tuple[str, str]] = set()
    for tab in tabs():
        for entry in [each for each in tab.entries if each.sort]:
            yield walker.open(entry.sort, entry.key)
            yield from _all_commands(walker, given, 0)
            yield from _back(walker)
    for command in walker.window.commands():
        yield walker.give(command)
        if command.key == "help":
            yield from _all_commands(walker, given, 1)
    for name in LOOKS:
        yield walker.open("settings", "settings")
        yield walker.look(name)
    yield walker.open("home", "home")


def _all_commands(walker: "Walker", given: set[tuple[str, str]], depth: int) -> Iterator[str]:
    window = walker.window
    page = window.work.current
    assert page is not None
    seen = set(_LEAVES)
    # Asked anew each time: what was just done may be there to be undone now.
    while command := next((each for each in page.commands() if each.key not in seen), None):
        key = command.key
        seen.add(key)
        name = (type(page).__name__, key)
        if (name in given and command.shortcut != _ALWAYS) or (depth and name in given):
            continue
        given.add(name)
        yield walker.give(command)
        if walker.window is not window:  # to practise in
            walker.window.close()
            window.activateWindow()
            yield "closes the practice"
        front = window.work.current
        if front is not page and depth < _DEEPEST and front is not None:
            yield from _all_commands(walker, given, depth + 1)
            yield from _return(walker, page)
            if walker.window.work.current is not page:
                return
        elif front is page and not depth:  # elsewhere Esc would leave
            walker.press("Esc")
            yield f"Esc after {key}"
            if walker.window.work.current is not page:
                return


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
