"""The manual in a window: one page beside the work, loaded when the first help is asked for."""

from collections.abc import Callable, Sequence
from functools import partial

from app.gui.commands import Command
from app.gui.window.workplace import Workplace
from app.services.modules import IsOn


class Manual:
    """Shows the one help page of a window; `practise` is called with the key of a task that a link asks for."""

    def __init__(self, work: Workplace, practise: Callable[[str], None], is_on: IsOn) -> None:
        self._work = work
        self._practise = practise
        self._is_on = is_on

    def show(self, topic: str, own: Sequence[Command], everywhere: Sequence[Command]) -> None:
        """Show the page about a topic, with the keys that work there and those that work everywhere."""
        from app.gui.pages.help_page import HelpPage  # noqa: PLC0415 - not needed for work

        page = self._work.open(
            "help", partial(HelpPage, self._practise, self._is_on, self._work), is_beside=True
        )
        assert isinstance(page, HelpPage)
        page.ask(topic, own, everywhere)
