"""F1 on every kind of page: the right page of the manual beside the work, by keys alone, and back."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pytest
from pytestqt.qtbot import QtBot

from app.core.text import Label
from app.devices.printers.profile import ROLL_80
from app.devices.setup import DeviceKind, DeviceSetup
from app.domain.documents.types import TYPES
from app.domain.records.types import RECORDS
from app.gui import devices
from app.gui.commands import Command
from app.gui.keymap.in_force import told
from app.gui.main_window import MainWindow
from app.gui.pages.help_page import HelpPage
from app.gui.practice.tasks import TASKS
from app.gui.window.quick_find import places
from app.gui.window.tabs import PRINT_FORMS, tabs
from app.i18n import catalog
from app.i18n.catalog import tr
from app.services import documents, records
from app.services import help as manual
from app.services.reports import REPORTS
from tests.gui.keyboard import Keyboard
from tests.gui.trading import Trade
from tests.gui.trading import trade as trade  # noqa: PLC0414 - a fixture handed on

LANGUAGES = ("zh_CN", "en")
KEY = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
LINK = re.compile(r"\]\((\w+)\.md\)")
KEY_IN_A_STEP = re.compile(r"(?:Ctrl\+|Shift\+|Alt\+)*(?:F\d{1,2}|Enter|Esc|Tab|Del|(?<=\+)[A-Z])\b")
OF_WIDGETS = frozenset(
    {
        "Enter",
        "Shift+Enter",
        "Tab",
        "Shift+Tab",
        "Esc",
        "Space",
        "F4",
        "Alt+Down",
        "Ctrl+Y",
        "Ctrl+V",
        "Ctrl+C",
    }
)
"""Keys that fields, lines and tables carry out themselves; their own tests press them."""
TYPED = re.compile(r"`Ctrl\+K`(?:，输入 |, type )([a-z ]+)(?:，|,)")


DEVICES_ON_A_DESK = [
    *(
        DeviceSetup(key, DeviceKind.SCALE, key, f"socket://127.0.0.1:{number}", protocol="yaohua_ww13")
        for number, key in enumerate(("one", "other"), 1)
    ),
    DeviceSetup("till", DeviceKind.RECEIPT_PRINTER, "till", "tcp://127.0.0.1:1", options=ROLL_80),
    DeviceSetup("tags", DeviceKind.TAG_READER, "tags", "socket://127.0.0.1:3", protocol="m100_bb7e"),
]
"""None of them is there; they have their keys all the same."""


@dataclass(frozen=True)
class Reader:
    """A clerk who asks for help."""

    window: MainWindow
    keys: Keyboard

    @property
    def page(self) -> HelpPage:
        """The help page in front."""
        page = self.window.work.current
        assert isinstance(page, HelpPage)
        return page

    def ask(self) -> str:
        """Press F1, and return which page is read."""
        self.keys.press("F1")
        return self.page.reading


@pytest.fixture
def reader(trade: Trade, qtbot: QtBot) -> Iterator[Reader]:
    window = MainWindow(trade.firm, proves=False)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    keys = Keyboard(qtbot, window)
    keys.settle()
    yield Reader(window, keys)
    for page in window.work.opened:
        window.work.close_page(page)
    keys.settle()


def shortcuts(commands: Iterable[Command]) -> set[str]:
    return {command.shortcut for command in commands if command.shortcut}


# F1 and back


def test_f1_opens_the_page_of_every_list_and_report(reader: Reader) -> None:
    window = reader.window
    for open_it, keys in (
        (window.open_list, TYPES.keys()),
        (window.open_records, RECORDS.keys()),
        (window.open_report, REPORTS.keys()),
    ):
        for key in keys:
            open_it(key)
            reader.keys.settle()
            assert reader.ask() == key
            reader.keys.press("Esc")
            assert window.topic == key
    assert not window.work.opened


@pytest.mark.parametrize(("tab", "topic"), [("Ctrl+1", "home"), ("Ctrl+7", "settings")])
def test_f1_opens_the_page_of_home_and_settings(reader: Reader, tab: str, topic: str) -> None:
    reader.keys.press(tab)
    assert reader.ask() == topic


def test_f1_on_a_document_shows_its_page_with_the_keys_that_work_now(reader: Reader) -> None:
    reader.keys.press("Ctrl+K")
    reader.keys.enter("xsckd")
    reader.keys.press("F2")
    assert reader.ask() == "delivery"
    said = reader.page.view.toPlainText()
    assert "F9 过账" in said
    assert "F7 选单" in said
    reader.keys.press("Esc")
    assert reader.window.work.current is reader.window.work.opened[0]


def test_f1_on_a_posted_document_and_on_a_record(reader: Reader, trade: Trade) -> None:
    drill = documents.listing(trade.firm, "delivery", states=("posted",)).drills[0]
    assert drill is not None
    reader.window.follow(drill)
    reader.keys.settle()
    assert reader.ask() == "delivery"
    assert "Ctrl+R 红冲" in reader.page.view.toPlainText()
    reader.window.open_record("item", records.search(trade.firm, "item", "五常")[0].uid)
    reader.keys.settle()
    assert reader.ask() == "item"
    assert "F8 保存" in reader.page.view.toPlainText()


def test_there_is_one_help_page_and_it_closes_to_where_it_was_asked_for(reader: Reader) -> None:
    window = reader.window
    for key in ("delivery", "goods_receipt"):
        window.new_document(key)
        reader.keys.settle()
    first, second = window.work.opened
    for page, topic in ((second, "goods_receipt"), (first, "delivery"), (second, "goods_receipt")):
        window.work.bring(page)
        assert reader.ask() == topic
        assert len(window.work.opened) == 3
    reader.keys.press("Ctrl+W")
    assert window.work.current is second
    assert window.work.opened == (first, second)


def test_the_keys_that_work_everywhere_stand_on_their_page(reader: Reader) -> None:
    reader.ask()
    reader.page.show_topic(manual.KEYS)
    assert "Ctrl+K 搜索" in reader.page.view.toPlainText().splitlines()[1]


def test_every_place_in_the_window_has_its_page() -> None:
    planned = {key for _, keys in manual.plan() for key in keys}
    assert {entry.key for tab in tabs() for entry in tab.entries if entry.sort} <= planned


# Reading


def test_links_are_walked_with_tab_and_enter_and_the_way_back_is_known(reader: Reader) -> None:
    reader.window.open_list("delivery")
    reader.keys.settle()
    reader.ask()
    reader.keys.press("Tab", "Return")
    linked = reader.page.reading
    assert linked != "delivery"
    reader.keys.press("Alt+Left")
    assert reader.page.reading == "delivery"
    assert "这一页的键" in reader.page.view.toPlainText()
    reader.keys.press("Alt+Right")
    assert reader.page.reading == linked
    reader.keys.press("F1")
    assert reader.page.reading == manual.START


def test_keys_scroll_and_going_back_finds_the_place(reader: Reader) -> None:
    reader.window.open_list("goods_receipt")
    reader.keys.settle()
    reader.ask()
    reader.keys.press("PgDown")
    place = reader.page.view.place
    assert place > 0
    reader.page.show_topic("stock_card")
    reader.keys.press("Alt+Left")
    assert reader.page.view.place == place


def test_a_search_shows_the_best_page_while_typing(reader: Reader) -> None:
    reader.ask()
    everything = reader.page.list.keys
    reader.keys.press("Ctrl+F")
    reader.keys.type("盘点")
    assert reader.page.list.keys[0] == "stock_count"
    assert "盘点单" in reader.page.view.toPlainText().splitlines()[0]
    assert reader.page.view.extraSelections()
    reader.keys.press("Return", "Down")
    chosen = manual.topics("zh_CN")[reader.page.list.chosen]
    assert reader.page.view.toPlainText().startswith(chosen.title)
    reader.keys.press("Return")
    assert reader.page.reading == reader.page.list.chosen
    reader.keys.press("Ctrl+F", "Esc")
    assert reader.page.list.keys == everything
    assert not reader.page.view.extraSelections()


def test_a_search_that_finds_nothing_says_so(reader: Reader) -> None:
    reader.ask()
    reader.keys.press("Ctrl+F")
    reader.keys.type("没有这个词")
    assert reader.page.list.keys == []
    assert "没有这个词" in reader.page.list.item(0).text()
    reader.keys.press("Return", "Esc")
    assert reader.window.work.opened == ()


def test_a_link_to_a_practice_asks_for_it(reader: Reader, qtbot: QtBot) -> None:
    reader.ask()
    with qtbot.waitSignal(reader.window.practice_asked) as asked:
        reader.page.follow("practice:sell")
    assert asked.args == ["sell"]


def test_every_page_is_drawn_with_its_pictures(reader: Reader) -> None:
    reader.ask()
    for key in manual.topics("zh_CN"):
        reader.page.show_topic(key)
        assert reader.page.view.toPlainText().startswith(manual.topics("zh_CN")[key].title)
        assert not reader.page.grab().isNull()


# What the manual says of keys is so


def test_no_page_names_a_key_that_does_nothing(reader: Reader, trade: Trade) -> None:
    """A key is one of the page that is explained, of a page that it links to, of a widget, or works everywhere."""
    window = reader.window
    devices.here().use(DEVICES_ON_A_DESK)
    everywhere = shortcuts(window.commands()) | {"Ctrl+W"} | OF_WIDGETS
    known: dict[str, set[str]] = {}
    for open_it, keys in (
        (window.open_list, TYPES.keys()),
        (window.open_records, RECORDS.keys()),
        (window.open_report, REPORTS.keys()),
    ):
        for key in keys:
            open_it(key)
            assert window.work.current is not None
            known[key] = shortcuts(window.work.current.commands()) | everywhere
    drill = documents.listing(trade.firm, "delivery", states=("posted",)).drills[0]
    assert drill is not None
    window.follow(drill)
    reader.keys.settle()
    assert window.work.current is not None
    posted = shortcuts(window.work.current.commands())
    for key in TYPES.keys():  # noqa: SIM118 - a Family is no dictionary
        window.new_document(key)
        reader.keys.settle()
        known[key] |= shortcuts(window.work.current.commands()) | posted
    known["documents"] = everywhere.union(*(known[key] for key in TYPES.keys()))  # noqa: SIM118
    for key in RECORDS.keys():  # noqa: SIM118
        window.open_record(key, "")
        reader.keys.settle()
        known[key] |= shortcuts(window.work.current.commands())
    window.open_tab("settings")
    settings = shortcuts(window.work.current.commands())
    window.open_entry(next(entry for tab in tabs() for entry in tab.entries if entry.key == PRINT_FORMS))
    known[PRINT_FORMS] = shortcuts(window.work.current.commands()) | everywhere
    reader.ask()
    anywhere = (
        settings.union(*known.values()) | shortcuts(reader.page.commands()) | {"F3", "Ctrl+O", "Ctrl+T"}
    )
    wrong = [
        (language, key, name)
        for language in LANGUAGES
        for key, topic in manual.topics(language).items()
        for name in KEY.findall(topic.text)
        if name not in known.get(key, anywhere)
        and not any(name in known.get(each, ()) for each in LINK.findall(topic.text))
    ]
    devices.here().end()
    assert not wrong
    for task in TASKS:
        for step in task.steps:
            assert set(KEY_IN_A_STEP.findall(step.says)) <= {"Enter"}, "a key is named by its act"
            assert set(KEY_IN_A_STEP.findall(told(step.says))) <= anywhere, step.says


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_to_be_typed_after_ctrl_k_leads_there(language: str) -> None:
    catalog.use(language)
    labels: dict[str, Label] = {
        each.key: each.label for family in (TYPES, RECORDS, REPORTS) for each in family
    }
    try:
        for key, label in labels.items():
            found = TYPED.search(manual.topics(language)[key].text)
            assert found, key
            if language == "zh_CN" or tr(label) != label:
                named, others = places(found[1], lambda _: True)
                assert [*named, *others][0].type == key, (key, found[1])
    finally:
        catalog.use("zh_CN")
