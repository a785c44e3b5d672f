"""The window: what is in front, how one gets elsewhere, which keys work now. It is the `Navigator` of its pages."""

import itertools
import time
import weakref
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from app.core.changes import Changes
from app.core.errors import Problem
from app.core.table import Drill
from app.core.text import N_, Message
from app.domain.documents.types import TYPES
from app.domain.records.types import RECORDS
from app.gui import errors, icons, operations, refresh
from app.gui.commands import Command, Shortcuts
from app.gui.errors import Notice
from app.gui.keymap.in_force import KEYS
from app.gui.navigation import Desk
from app.gui.operations import Read
from app.gui.page import Page
from app.gui.slip_printing import SlipPrinting
from app.gui.widgets.key_bar import KeyBar
from app.gui.window.manual import Manual
from app.gui.window.openers import Openers
from app.gui.window.quick_find import Found, QuickFind
from app.gui.window.scans import Scans
from app.gui.window.side_list import SideList
from app.gui.window.tabs import CALIBRATION, SLIPS, Entry, TabSpec, tabs
from app.gui.window.top_bar import TopBar
from app.gui.window.workplace import Workplace
from app.i18n.catalog import fill, tr
from app.services import documents, modules
from app.services.firm import Firm

if TYPE_CHECKING:
    from app.domain.documents.document import Document
    from app.services.labels.wanted import Asked
    from app.services.proof import Proof

_SMALLEST = (1100, 640)
_REST_AFTER_MS = 500
"""Of quiet after a write, before the database log is brought into the file."""
_DRAFTS_AFTER_MS = 200
_PROOF_AFTER_MS = 1500
"""After the first page is painted, so that the start stays quick."""


class MainWindow(QMainWindow):
    """Shows one firm.

    Signals: turned when another page is in front or can do other things; practice_asked(task) when the manual leads to
    a practice.
    """

    turned = Signal()
    practice_asked = Signal(str)

    def __init__(
        self,
        firm: Firm,
        *,
        proves: bool = True,
        slips: SlipPrinting | None = None,
        place: Entry | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Show a firm; `slips` are those of the window that it takes the place of, `place` is where that one was."""
        super().__init__(parent)
        self.firm = firm
        self.slips = slips or SlipPrinting(firm)
        self.slips.setParent(self)
        self.desk = Desk(firm, self, self.slips)
        self._all_tabs = tabs()
        self._tabs = self._all_tabs
        self._tab_pages: dict[str, Entry] = {}
        self._entry_of: weakref.WeakKeyDictionary[Page, Entry] = weakref.WeakKeyDictionary()
        self._new_numbers = itertools.count(1)
        self._shortcuts = Shortcuts(self)
        self._hidden: frozenset[str] = frozenset()
        self.search = QuickFind(self.desk)
        self.top = TopBar(self._tabs, self.search)
        self.side = SideList()
        self.work = Workplace()
        self._open = Openers(self.desk, self.work)
        self.manual = Manual(self.work, self.practice_asked.emit, modules.asks(firm))
        self.keys = KeyBar()
        self.scans = Scans(self, firm, self, self.work, self.search)
        self._rest = QTimer(self, singleShot=True, interval=_REST_AFTER_MS)
        self._lay_out()
        self._connect()
        self._say_who()
        self._see_modules()
        if place is None:
            self.open_tab(self._tabs[0].key)
        else:
            self.open_entry(place)
        QTimer.singleShot(_DRAFTS_AFTER_MS, self, self._count_drafts)
        if proves:
            QTimer.singleShot(_PROOF_AFTER_MS, self, self._prove_quickly)

    def _lay_out(self) -> None:
        self.setMinimumSize(*_SMALLEST)
        self.setWindowIcon(icons.seal())
        middle = QHBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self.side)
        middle.addWidget(self.work, 1)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addLayout(middle, 1)
        column.addWidget(self.keys)
        self.setCentralWidget(whole)

    def _connect(self) -> None:
        self.top.tab_chosen.connect(self.open_tab)
        self.top.lamp_pressed.connect(self._prove_whole)
        self.side.chosen.connect(self.open_entry)
        self.work.turned.connect(self._on_turned)
        self.search.taken.connect(self._on_found)
        self.search.given_up.connect(self._to_page)
        operations.workers().busy.connect(self.keys.say_busy)
        refresh.hub().changed.connect(self._on_changed)
        self._rest.timeout.connect(self._on_rest)
        self.slips.told.connect(self.show_notice)
        self.slips.changed.connect(self._on_slips)
        self.keys.slips_pressed.connect(self.show_slips)

    def _say_who(self) -> None:
        self.top.say_user(self.firm.author)
        self.keys.say_station(fill(Message.of(N_("本机 {station}"), station=self.firm.station)))

    # Tabs

    def open_tab(self, key: str) -> None:
        """Bring a tab to the front, with the page it showed last."""
        tab = self._tab(key)
        seen = [entry for entry in tab.seen(modules.asks(self.firm)) if entry.sort]
        before = self._tab_pages.get(key)
        self.open_entry(before if before in seen else seen[0])

    def open_entry(self, entry: Entry) -> None:
        """Open what an entry of the left list stands for."""
        makers: dict[str, Callable[[], Page]] = {
            "home": self._open.home,
            "settings": partial(self._open.settings, entry.key),
            "list": partial(self._open.documents, entry.key),
            "records": partial(self._open.records, entry.key),
            "import": self._open.importing,
            "calibration": self._open.calibration,
            "report": partial(self._open.report, entry.key),
        }
        tab = self._tab_of(entry)
        self._tab_pages[tab.key] = entry
        page = self.work.show_base((entry.sort, entry.key), makers[entry.sort])
        self._entry_of[page] = entry
        self._on_turned(page)

    def _tab(self, key: str) -> TabSpec:
        return next(tab for tab in self._all_tabs if tab.key == key)

    def _tab_of(self, entry: Entry) -> TabSpec:
        return next(tab for tab in self._all_tabs if entry.sort in tab.sorts and entry in tab.entries)

    def _entry(self, sort: str, key: str) -> Entry:
        return next(e for tab in self._all_tabs if sort in tab.sorts for e in tab.entries if e.key == key)

    def _entry_by_kind(self, page: Page) -> Entry | None:
        """Return where a page is at home that stands in no list itself: by the kind of document or record it shows."""
        sorts = {"document": "list", "record": "records"}
        for kind in sorted(page.shows):
            family, _, key = kind.partition(":")
            if key and family in sorts:
                return self._entry(sorts[family], key)
        return None

    # Navigator

    def open_document(self, uid: str) -> None:
        """Show a document, draft or posted."""
        if not self._bring_holder(uid):
            self.work.open(("document", uid), partial(self._open.document, uid))

    def new_document(self, type_key: str, document: "Document | None" = None) -> None:
        """Open an editor on a new document of a type, or on the given draft that is not saved yet."""
        key = ("new", type_key, next(self._new_numbers))
        self.work.open(key, partial(self._open.new_document, type_key, document))

    def open_list(self, type_key: str) -> None:
        """Show the list of a document type."""
        self.open_entry(self._entry("list", type_key))

    def open_records(self, type_key: str) -> None:
        """Show the list of a record type."""
        self.open_entry(self._entry("records", type_key))

    def open_record(self, type_key: str, uid: str) -> None:
        """Show one record; an empty uid begins a new one."""
        if uid and self._bring_holder(uid):
            return
        key = ("record", uid) if uid else ("new", type_key, next(self._new_numbers))
        self.work.open(key, partial(self._open.record, type_key, uid))

    def _bring_holder(self, uid: str) -> bool:
        """Bring the open page of a document or record to the front, also one that began as a new one."""
        page = next((page for page in self.work.opened if page.holds(uid)), None)
        if page is not None:
            self.work.bring(page)
        return page is not None

    def open_report(self, key: str, params: Mapping[str, object] | None = None) -> None:
        """Show a report, run with these parameters if given."""
        if params is None:
            self.open_entry(self._entry("report", key))
            return
        name = ("report", key, tuple(sorted((name, str(value)) for name, value in params.items())))
        page = self.work.open(name, partial(self._open.report, key, params))
        self._entry_of[page] = self._entry("report", key)
        self._on_turned(page)

    def follow(self, drill: Drill) -> None:
        """Open what a figure is made of."""
        from app.services import reports  # noqa: PLC0415 - the first page does without

        params = dict(drill.params)
        if drill.target == "document":
            self.open_document(str(params["uid"]))
        elif drill.target in RECORDS:
            self.open_record(drill.target, str(params["uid"]))
        elif drill.target in TYPES:
            self.open_list(drill.target)
        elif drill.target == CALIBRATION:
            self.open_entry(self._entry("calibration", CALIBRATION))
        elif drill.target in reports.REPORTS:
            self.open_report(drill.target, params)
        else:
            raise KeyError(drill.target)

    def open_labels(self, asked: "Asked") -> None:
        """Offer to print labels of some things, behind the page that asks."""
        key = ("labels", next(self._new_numbers))
        self.work.open(key, partial(self._open.labels, asked), is_beside=True)

    def close_page(self, page: QWidget) -> None:
        """Close a page; the one to its left comes to the front."""
        if isinstance(page, Page):
            self.work.close_page(page)

    def show_notice(self, notice: Notice) -> None:
        """Show a line in the page in front."""
        if self.work.current is not None:
            self.work.current.show_notice(notice)

    # The page in front

    @property
    def place(self) -> Entry:
        """Where in the lists the page in front is at home."""
        page = self.work.current
        entry = self._entry_at(page) if page is not None else None
        return entry or self._tabs[0].entries[0]

    @property
    def topic(self) -> str:
        """The key of what the page in front is about."""
        page = self.work.current
        entry = self._entry_at(page) if page is not None else None
        return (page.topic if page is not None else "") or (entry.key if entry is not None else "")

    def _entry_at(self, page: Page) -> Entry | None:
        return self._entry_of.get(page) or self._entry_by_kind(page)

    def _on_turned(self, page: Page) -> None:
        entry = self._entry_at(page)
        if entry is not None:
            tab = self._tab_of(entry)
            self.top.mark(tab.key)
            seen = tab.seen(modules.asks(self.firm))
            self.side.show_entries(seen)
            self.side.mark(entry)
            self.side.setVisible(len(seen) > 1)
        name = self.firm.profile.name
        self.setWindowTitle(fill(Message.of(N_("{page} - {firm} - 掌柜"), page=page.title, firm=name)))
        own = page.commands()
        taken = {command.shortcut for command in own}
        rest = [command for command in self.commands() if command.shortcut not in taken]
        self._shortcuts.bind([*own, *rest])
        self.keys.show_commands([*own, *rest])
        self.turned.emit()

    def commands(self) -> tuple[Command, ...]:
        """What can be done everywhere."""
        closes = (
            (Command("page.close", N_("关闭"), self.work.close_current),)
            if self.work.current in self.work.opened
            else ()
        )
        return (
            Command("help", N_("帮助"), self.show_help),
            *closes,
            Command("find", N_("搜索"), self.search.begin),
            *(
                Command(
                    f"tab.{tab.key}",
                    tab.label,
                    partial(self.open_tab, tab.key),
                    in_bar=False,
                )
                for number, tab in enumerate(self._tabs, start=1)
            ),
            Command("page.next", N_("下一页"), partial(self.work.cycle, 1), in_bar=False),
            Command("page.previous", N_("上一页"), partial(self.work.cycle, -1), in_bar=False),
        )

    def show_help(self) -> None:
        """F1: show what the manual says of the page in front, beside it."""
        page = self.work.current
        self.manual.show(self.topic, page.commands() if page is not None else (), self.commands())

    def show_slips(self) -> None:
        """Show the slips that wait, and those of late."""
        self.open_entry(self._entry("settings", SLIPS))

    def _on_slips(self) -> None:
        self.keys.say_slips(self.slips.says)

    def _to_page(self) -> None:
        if self.work.current is not None:
            self.work.current.focus_first()

    def _on_found(self, found: Found) -> None:
        match found.sort:
            case "document":
                self.open_document(found.uid)
            case "record":
                self.open_record(found.type, found.uid)
            case "new":
                self.new_document(found.type)
            case _:
                self.open_entry(self._entry(found.sort, found.type))

    # What waits, and whether the books are right

    def _see_modules(self) -> None:
        """Show the tabs of what the firm uses; pages that were made for something else are made anew when wanted."""
        hidden = modules.hidden(self.firm)
        if hidden == self._hidden:
            return
        self._hidden = hidden
        is_on = modules.asks(self.firm)
        self._tabs = tuple(tab for tab in self._all_tabs if tab.seen(is_on))
        self.top.show_tabs([tab.key for tab in self._tabs])
        self.work.forget_bases()
        if self.work.current is not None:
            self._on_turned(self.work.current)

    def _on_changed(self, changes: Changes) -> None:
        if KEYS in changes.kinds:
            self.search.say_key()
            self.work.say_keys()
        if refresh.concerns(changes, frozenset({"setting"})):
            self._see_modules()
        if refresh.concerns(changes, frozenset({"document"})):
            self._count_drafts()
        self._rest.start()

    def _on_rest(self) -> None:
        Read(self, self.firm.rest).latest("rest").run()

    def _count_drafts(self) -> None:
        Read(self, partial(documents.draft_counts, self.firm)).latest("drafts").then(
            self.side.show_counts
        ).run()

    def prove(self, *, replay: bool = True) -> None:
        """Check the whole books off the GUI thread and light the lamp; with `replay` from the first operation on."""
        from app.services import proof  # noqa: PLC0415 - proves after the first page is painted

        self.top.say_proof(tr(N_("核对中…")), "calm")
        Read.followed(self, partial(proof.verify, self.firm, replay=replay)).latest("proof").then(
            self._on_proved
        ).otherwise(self._on_unproved).run()

    def _prove_whole(self) -> None:
        self.prove()

    def _prove_quickly(self) -> None:
        self.prove(replay=False)

    def _on_unproved(self, problem: Problem) -> None:
        self.top.say_proof(tr(N_("未核对")), "quiet")
        self.show_notice(errors.notice_of(problem))

    def _on_proved(self, found: "Proof") -> None:
        from app.gui.pages.cards.proof_card import sentence  # noqa: PLC0415 - loaded with the first proof

        if found.ok:
            text = fill(Message.of(N_("全账核对 {time}"), time=time.strftime("%H:%M")))
            self.top.say_proof(text, "good", sentence(found))
        else:
            self.top.say_proof(tr(N_("核对不符")), "bad", sentence(found))
            self.show_notice(Notice(fill(found.findings[0]), "bad"))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stay while a page has unsaved work: it asks in its own banner."""
        page = self.work.refusing()
        if page is None:
            super().closeEvent(event)
            return
        self.work.bring(page)
        event.ignore()
