"""What a firm does not use is nowhere in the window, what it has stays reachable, and switching loses no page."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.clock import FixedClock
from app.domain.documents.types import TYPES
from app.domain.modules.catalogue import MODULES
from app.domain.modules.templates import TEMPLATES
from app.domain.records.types import RECORDS
from app.gui import operations, theme
from app.gui.editors.document_editor import DocumentEditor
from app.gui.editors.record_editor import RecordEditor
from app.gui.keymap.in_force import key_of
from app.gui.main_window import MainWindow
from app.gui.pages.home_page import HomePage
from app.gui.pages.modules_page import ModulesPage
from app.gui.window import quick_find
from app.gui.window.tabs import Entry, tabs
from app.i18n.catalog import tr
from app.services import documents, founding, modules, printing, proof, records
from app.services.documents import State
from app.services.firm import Firm, Profile
from tests.gui.clerk import Clerk
from tests.gui.clerk import clerk as clerk  # noqa: PLC0414 - a fixture handed on
from tests.gui.keyboard import Keyboard, clashes
from tests.gui.trading import trade as trade  # noqa: PLC0414 - a fixture handed on

ENTRIES = [entry for tab in tabs() for entry in tab.entries if entry.sort]


def listed(window: MainWindow) -> list[Entry]:
    """Return what the lists at the left offer, tab by tab, as a person sees it."""
    found: list[Entry] = []
    for tab in window._tabs:
        QTest.keySequence(QApplication.focusWidget() or window, key_of(f"tab.{tab.key}"))
        side = window.side.model()
        names = [side.index(row, 0).data() for row in range(side.rowCount())]
        shown = [entry for entry in tab.entries if entry.sort and tr(entry.label) in names]
        assert shown, tab.key
        found += shown
    return found


def check_no_orphans(window: MainWindow, firm: Firm) -> None:
    """What is out of sight has no tab, no entry, no command and is not offered by the search."""
    hidden = modules.hidden(firm)
    seen = listed(window)
    assert {entry.thing for entry in seen} == {entry.thing for entry in ENTRIES} - hidden
    for entry in ENTRIES:
        named, others = quick_find.places(tr(entry.label), modules.asks(firm))
        offered = {(found.sort, found.type) for found in (*named, *others)}
        assert ((entry.sort, entry.key) in offered) == (entry.thing not in hidden), entry.key
    page = window.work.current
    assert page is not None
    assert not clashes([*page.commands(), *[c for c in window.commands() if not c.shortcut]])


@pytest.fixture
def firm(tmp_path: Path, qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[Firm]:
    theme.apply(qapp, theme.choose())
    made = founding.create(
        tmp_path / "books.zhanggui",
        Profile(name="小店", started_on="2026-11-01"),
        template=TEMPLATES[request.param],
        clock=FixedClock("2026-11-22"),
    )
    yield made
    workers = operations.workers()
    workers.stop(closing=made.close)
    workers.setParent(None)
    workers.deleteLater()
    made.close()


@pytest.mark.parametrize("firm", TEMPLATES.keys(), indirect=True)
def test_every_page_of_every_template_opens(firm: Firm, qtbot: QtBot) -> None:
    window = MainWindow(firm, proves=False)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    keys = Keyboard(qtbot, window)
    keys.settle()
    check_no_orphans(window, firm)
    for entry in ENTRIES:
        window.open_entry(entry)
        keys.settle()
        assert window.work.current is not None
        assert not window.work.current.banner.text, entry
    for doc_type in TYPES:
        window.new_document(doc_type.key)
        keys.settle()
        assert isinstance(window.work.current, DocumentEditor)
        assert not window.work.current.banner.text, doc_type.key
        window.work.close_current()
    for record_type in RECORDS:
        window.open_record(record_type.key, "")
        keys.settle()
        assert isinstance(window.work.current, RecordEditor)
        assert not window.work.current.banner.text, record_type.key
        window.work.close_current()
    keys.settle()
    assert proof.verify(firm).ok


def test_switching_a_hundred_times_leaves_no_orphan(clerk: Clerk) -> None:
    chance, firm = random.Random(7), clerk.trade.firm
    for number in range(100):
        clerk.window.open_entry(next(entry for entry in ENTRIES if entry.key == "modules"))
        clerk.keys.settle()
        page = clerk.window.work.current
        assert isinstance(page, ModulesPage)
        box = page.boxes[chance.choice(MODULES.keys())]
        box.click()
        clerk.keys.settle()
        if number % 10 == 0:
            check_no_orphans(clerk.window, firm)
            clerk.keys.settle()
    modules.switch(firm, dict.fromkeys(MODULES.keys(), True))
    assert modules.hidden(firm) == frozenset()
    assert proof.verify(firm).ok


def test_what_is_there_is_opened_printed_and_taken_back_though_it_is_out_of_sight(
    clerk: Clerk, tmp_path: Path
) -> None:
    firm, window = clerk.trade.firm, clerk.window
    uid = _posted(firm, "delivery")
    number = documents.view(firm, uid).document.number
    clerk.window.open_entry(next(entry for entry in ENTRIES if entry.key == "modules"))
    clerk.keys.settle()
    page = window.work.current
    assert isinstance(page, ModulesPage)
    for key in ("sales", "money"):
        page.boxes[key].click()
        clerk.keys.settle()
    clerk.keys.settle()
    assert "sales" not in {tab.key for tab in window._tabs}
    clerk.keys.press("Ctrl+K")
    clerk.keys.enter(number)
    clerk.keys.settle()
    assert clerk.document.document.uid == uid
    made = printing.documents_pdf(firm, [uid], tmp_path / "x.pdf")
    assert made.path.read_bytes().startswith(b"%PDF")
    clerk.keys.press("Ctrl+Del")
    clerk.keys.enter("错了")
    clerk.keys.settle()
    assert documents.view(firm, uid).state is State.VOIDED
    assert proof.verify(firm).ok


def test_a_hidden_field_comes_back_when_it_holds_something(clerk: Clerk) -> None:
    firm, window = clerk.trade.firm, clerk.window
    modules.switch(firm, {"tax": False, "batches": False, "warehouses": False})
    other = records.save(firm, "warehouse", {"name": "二仓"})[0]
    window.new_document("goods_receipt")
    clerk.keys.settle()
    form = clerk.document.form
    assert form is not None
    seen = {key for key in form.head.keys() if form.head._boxes[key].is_wanted}  # noqa: SIM118 - no dictionary
    assert not seen & {"warehouse", "tax_included"}
    draft = clerk.document.draft
    assert draft is not None
    draft.edit(draft.document.with_value("warehouse", other))
    clerk.keys.settle()
    assert form.head._boxes["warehouse"].is_wanted


def test_a_tracked_item_asks_for_its_batch_though_batches_are_off(clerk: Clerk) -> None:
    firm = clerk.trade.firm
    milk = records.save(firm, "item", {"name": "牛奶", "base_unit": "盒", "track_batch": True})[0]
    modules.switch(firm, {"batches": False})
    clerk.window.open_record("item", milk)
    clerk.keys.settle()
    page = clerk.window.work.current
    assert isinstance(page, RecordEditor)
    assert page.form.form._boxes["track_batch"].is_wanted
    clerk.window.open_record("item", next(iter(clerk.trade.items.values())))
    clerk.keys.settle()
    page = clerk.window.work.current
    assert isinstance(page, RecordEditor)
    assert page.form.form._boxes["track_batch"].isHidden()


def test_a_role_is_chosen_by_key_and_remembered(clerk: Clerk) -> None:
    page = clerk.window.work.current
    assert isinstance(page, HomePage)
    assert page.role.key == "owner"
    assert page.charts
    clerk.keys.press("Ctrl+R")
    clerk.keys.settle()
    assert page.role.key == "keeper"
    assert not page.charts
    assert "profit" not in page.figures
    assert HomePage(page.desk).role.key == "keeper"
    clerk.keys.press("F4")
    clerk.keys.settle()
    assert clerk.document.document.type == "stock_count"


def test_the_first_page_follows_the_modules(clerk: Clerk) -> None:
    modules.switch(clerk.trade.firm, {"sales": False})
    page = HomePage(clerk.window.desk)
    assert [*page.figures] == ["stock_value", "cash", "short"]
    assert not [tile for tile in page.tiles if "delivery" in tile.objectName()]
    assert [*page.charts] == ["ages"]


def _posted(firm: Firm, type_key: str) -> str:
    drill = documents.listing(firm, type_key, states=("posted",)).drills[0]
    assert drill is not None
    return str(dict(drill.params)["uid"])
