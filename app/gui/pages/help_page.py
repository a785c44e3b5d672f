"""F1: the manual beside the work, at the page about what was in front, with the keys that work there at its top."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.core.text import N_, Label, Message
from app.domain.catalog import search_text
from app.gui.commands import Command
from app.gui.keymap import in_force
from app.gui.keymap.acts import ACTS
from app.gui.keymap.in_force import key_of
from app.gui.operations import Read
from app.gui.page import Page
from app.gui.pages.manual_list import ManualList
from app.gui.pages.manual_view import ManualView
from app.gui.theme import GAP_M, GAP_S
from app.gui.widgets.filter_bar import SearchLine
from app.i18n import catalog
from app.i18n.catalog import fill, tr
from app.services import help as manual
from app.services.help import Topic
from app.services.modules import IsOn

_PRACTICE: Final = "practice"
_LIST_PX = 210


@dataclass(frozen=True, slots=True)
class Place:
    """A page that was read: which, how far down, and the keys of the page it was asked for."""

    key: str
    keys: tuple[tuple[str, Label], ...] = ()
    """Commands and what they are called: their keys may change while one reads."""
    place: int = 0


class HelpPage(Page):
    """Shows the manual; `practise` is called with the key of a task that a link asks for."""

    def __init__(self, practise: Callable[[str], None], is_on: IsOn, parent: QWidget | None = None) -> None:
        super().__init__(tr(N_("帮助")), parent)
        self._practise = practise
        self._is_on = is_on
        self._language = catalog.language()
        self._read: list[Place] = []
        self._at = -1
        self._everywhere: tuple[Command, ...] = ()
        self.search = SearchLine(tr(N_("在帮助里找…")))
        self.list = ManualList()
        self.view = ManualView(manual.folder(self._language))
        self._lay_out_body()
        self._connect()
        self.list.show_sections(manual.contents(self._language, is_on))

    def _lay_out_body(self) -> None:
        self.top.hide()
        width = self.list.fit(_LIST_PX)
        self.search.setFixedWidth(width)
        left = QVBoxLayout()
        left.setSpacing(GAP_S)
        left.addWidget(self.search)
        left.addWidget(self.list, 1)
        card = QFrame()
        card.setProperty("role", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(2, 4, 2, 4)
        inside.addWidget(self.view)
        across = QHBoxLayout()
        across.setSpacing(GAP_M)
        across.addLayout(left)
        across.addWidget(card, 1)
        self.body.addLayout(across, 1)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._on_searched)
        self.search.left.connect(self._on_search_left)
        self.list.passed.connect(self._preview)
        self.list.taken.connect(self._on_taken)
        self.view.asked.connect(self.follow)

    @property
    def reading(self) -> str:
        """The key of the page that is read."""
        return self._read[self._at].key if self._read else ""

    def reload(self) -> None:
        """Only keys change under a person who reads."""
        if self._read:
            self._keep_place()
            self._show_text(self._read[self._at])

    def focus_first(self) -> None:
        self.view.setFocus()

    def commands(self) -> tuple[Command, ...]:
        return (
            Command("help.start", N_("从头看"), partial(self.show_topic, manual.START)),
            Command("help.back", N_("后退"), self.back),
            Command("help.forward", N_("前进"), self.forward),
            Command("help.search", N_("查找"), self._to_search),
        )

    # What is read

    def ask(self, topic: str, own: Sequence[Command], everywhere: Sequence[Command]) -> None:
        """Show the page about a topic, with the keys that work there; an unknown topic shows the beginning."""
        self._everywhere = tuple(everywhere)
        self.search.clear()
        known = topic in manual.topics(self._language)
        self.list.show_sections(manual.contents(self._language, self._is_on))
        self._go(Place(topic if known else manual.START, _named(own)))

    def show_topic(self, key: str) -> None:
        """Show a page."""
        self._go(Place(key))

    def follow(self, link: str) -> None:
        """Go where a link leads: to another page, or to a practice."""
        url = QUrl(link)
        if url.scheme() == _PRACTICE:
            self._practise(url.path())
        else:
            self.show_topic(url.path().removesuffix(".md"))

    def back(self) -> None:
        """Alt+Left: read again what was read before."""
        self._turn(-1)

    def forward(self) -> None:
        """Alt+Right: and forward again."""
        self._turn(1)

    def _turn(self, step: int) -> None:
        if 0 <= self._at + step < len(self._read):
            self._keep_place()
            self._at += step
            self._show()

    def _go(self, read: Place) -> None:
        self._keep_place()
        if not self._read or read != replace(self._read[self._at], place=0):
            self._read = [*self._read[: self._at + 1], read]
            self._at = len(self._read) - 1
        self._show()

    def _keep_place(self) -> None:
        if self._read:
            self._read[self._at] = replace(self._read[self._at], place=self.view.place)

    def _show(self) -> None:
        read = self._read[self._at]
        self._show_text(read)
        self.list.mark(read.key)
        self.view.setFocus()

    def _show_text(self, read: Place) -> None:
        topic = manual.topics(self._language)[read.key]
        keys = _line_of_keys(_named(self._everywhere) if read.key == manual.KEYS else read.keys)
        self.view.show_text(_with_keys(topic, keys), place=read.place)
        self.view.mark(search_text.terms(self.search.text()))

    # Searching

    def _to_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _on_searched(self, text: str) -> None:
        """Look for the words; without any, the contents and the page that is read come back."""
        if search_text.terms(text):
            look = partial(manual.search, self._language, text)
            Read(self, look).latest("found").then(partial(self._show_found, text)).run()
        else:
            self.list.show_sections(manual.contents(self._language, self._is_on))
            self.list.mark(self.reading)
            self._show_text(self._read[self._at])

    def _show_found(self, text: str, found: Sequence[Topic]) -> None:
        if text != self.search.text():
            return
        self.list.show_found(found, fill(Message.of(N_("没有含“{text}”的页"), text=text.strip())))
        if found:
            self._preview(found[0].key)

    def _preview(self, key: str) -> None:
        """Show a page in passing; it is not among those read."""
        self._show_text(Place(key))

    def _on_taken(self, key: str) -> None:
        self._go(Place(key))

    def _on_search_left(self) -> None:
        if self.search.text().strip() and self.list.chosen:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.view.setFocus()


def _named(commands: Sequence[Command]) -> tuple[tuple[str, Label], ...]:
    return tuple((each.key, each.label) for each in commands if each.shortcut)


def _line_of_keys(commands: Sequence[tuple[str, Label]]) -> str:
    """Write the keys of a page as one line of Markdown."""
    return " · ".join(f"`{key_of(key)}` {tr(label)}" for key, label in commands)


def _line_of_changes(text: str) -> str:
    """Write which of the keys that a page names are others now: its words tell of the keys as they came."""
    found = (ACTS[key] for key in in_force.changed())
    return " · ".join(
        f"{tr(act.label)} {act.default} → `{in_force.key_of_act(act)}`"
        for act in found
        if f"`{act.default}`" in text
    )


def _with_keys(topic: Topic, keys: str) -> str:
    """Put the keys below the title."""
    changes = _line_of_changes(topic.text)
    told = [
        *((Message.of(N_("这一页的键：{keys}"), keys=keys),) if keys else ()),
        *((Message.of(N_("您改过的键：{keys}"), keys=changes),) if changes else ()),
    ]
    title, _, rest = topic.text.partition("\n")
    return "\n\n".join((title, *(f"> {fill(each)}" for each in told), rest)) if told else topic.text
