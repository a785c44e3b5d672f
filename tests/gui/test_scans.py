"""Scanners in the real window: ten thousand codes beside an open input method, nothing lost, nothing injected."""

import random
import time
from collections import Counter
from itertools import count

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from app.core.numbers import ONE, money, price, quantity
from app.domain.records.types.scale_label import IGNORED
from app.domain.scan_orders import ORDERS
from app.gui import sounds
from app.gui.editors.document_editor import DocumentEditor
from app.gui.editors.record_form import RecordForm
from app.gui.input import scanner_settings
from app.gui.input.wedge_filter import WedgeFilter
from app.services import documents, records
from tests.gui.clerk import Clerk
from tests.gui.clerk import clerk as clerk  # noqa: PLC0414 - a fixture handed on
from tests.gui.trading import GOODS
from tests.gui.trading import trade as trade  # noqa: PLC0414 - a fixture handed on

CODES = {goods[0]: goods[8] for goods in GOODS if goods[8]}
RICE = CODES["10001"]
PIECE_MS = 10
PAUSE_MS = 310
"""From one code to the next: longer than what counts as reading one twice."""
PLAIN = Qt.KeyboardModifier.NoModifier
PHRASES = ("送货", "前请先打", "电话", "。", "多谢", "放门口")


class Wedge:
    """A scanner that types, by a clock of its own: no test waits for it."""

    def __init__(self, target: QWidget) -> None:
        self.target = target
        self.at_ms = time.monotonic_ns() // 1_000_000 + 10_000

    def key(self, text: str, *, key: Qt.Key | None = None, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
        """Press and let go one key."""
        self.at_ms += PIECE_MS
        if key is None:
            key = Qt.Key.Key_Return if text == "\r" else Qt.Key(ord(text.upper()))
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, modifiers, text)
            event.setTimestamp(self.at_ms)
            QApplication.sendEvent(self.target, event)

    def scan(self, code: str, end: str = "\r") -> None:
        """Type a code."""
        self.at_ms += PAUSE_MS
        for letter in code + end:
            self.key(letter)


def commit(target: QWidget, text: str) -> None:
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(target, event)


def compose(target: QWidget, text: str) -> None:
    QApplication.sendEvent(target, QInputMethodEvent(text, []))


@pytest.fixture
def receipt(clerk: Clerk) -> DocumentEditor:
    """A new goods receipt in front."""
    clerk.window.new_document("goods_receipt")
    clerk.keys.settle()
    return clerk.document


def remark_of(page: DocumentEditor) -> QLineEdit:
    assert page.form is not None
    remark = page.form.foot.form.editor("remark")
    assert isinstance(remark, QLineEdit)
    remark.setFocus()
    return remark


def counted(page: DocumentEditor) -> dict[str, int]:
    return {line.item: line.quantity or 0 for line in page.document.lines if line.item}


def test_ten_thousand_scans_beside_an_open_composition(clerk: Clerk, receipt: DocumentEditor) -> None:
    """10 ms a character, the cursor in the remark, an input method composing: all are read, none is typed."""
    remark, chance = remark_of(receipt), random.Random(4)
    wedge, wanted, typed = Wedge(remark), Counter[str](), ""
    compose(remark, "ni")
    for number in range(10_000):
        code = chance.choice([*CODES])
        wanted[clerk.trade.items[code]] += 1
        if number % 10 == 0:  # a phrase arrives in the middle of a code
            wedge.at_ms += PAUSE_MS
            for place, letter in enumerate(CODES[code] + "\r"):
                wedge.key(letter)
                if place == number % len(CODES[code]):
                    phrase = PHRASES[number // 10 % len(PHRASES)]
                    commit(remark, phrase)
                    compose(remark, "hao")
                    typed += phrase
        else:
            wedge.scan(CODES[code])
        if number % 100 == 99:
            QApplication.processEvents()
        if len(typed) > 300:
            compose(remark, "")
            assert remark.text() == typed
            remark.clear()
            compose(remark, "ni")
            typed = ""
    compose(remark, "")
    clerk.keys.settle()
    assert counted(receipt) == {item: times * ONE for item, times in wanted.items()}
    assert remark.text() == typed
    assert receipt.banner.text == ""


@pytest.fixture(autouse=True)
def usual_scanner() -> None:
    scanner_settings.forget()


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sounds of a test: a loudspeaker is what can be unplugged."""
    sounded: list[str] = []
    monkeypatch.setattr(sounds, "good", lambda: sounded.append("good"))
    monkeypatch.setattr(sounds, "bad", lambda: sounded.append("bad"))
    return sounded


def test_a_hundred_scans_in_real_time_and_scanners_without_an_end_key(
    clerk: Clerk, receipt: DocumentEditor
) -> None:
    remark = remark_of(receipt)
    scanner_settings.save({"repeat_ms": 0})
    remark.clearFocus()
    remark.setFocus()
    QTest.keyClicks(remark, "ok", delay=90)
    for _ in range(5):
        for letter in RICE:
            QTest.keyClick(remark, ord(letter), delay=2)
        clerk.keys.qtbot.wait(260)
    for _ in range(20):
        QTest.keyClicks(remark, RICE, delay=1)
        QTest.keyClick(remark, Qt.Key.Key_Return, delay=1)
    QTest.keyClicks(remark, "!", delay=90)
    clerk.keys.qtbot.waitUntil(lambda: remark.text() == "ok!")
    assert counted(receipt) == {clerk.trade.items["10001"]: 25 * ONE}


@pytest.mark.parametrize("end", ["\r", "\r\r"], ids=["one end", "an end twice"])
def test_an_end_is_swallowed_with_what_follows_it(clerk: Clerk, receipt: DocumentEditor, end: str) -> None:
    remark = remark_of(receipt)
    Wedge(remark).scan(RICE, end)
    assert remark.hasFocus()
    assert counted(receipt) == {clerk.trade.items["10001"]: ONE}


def test_a_line_feed_after_the_end_moves_nothing(clerk: Clerk, receipt: DocumentEditor) -> None:
    remark = remark_of(receipt)
    wedge = Wedge(remark)
    wedge.scan(RICE)
    wedge.key("", key=Qt.Key.Key_Down)
    wedge.key("\n", key=Qt.Key.Key_J, modifiers=Qt.KeyboardModifier.ControlModifier)
    assert remark.hasFocus()
    assert remark.text() == ""


def test_capitals_keypad_and_full_width_digits_are_the_same_code(
    clerk: Clerk, receipt: DocumentEditor
) -> None:
    records.save(clerk.trade.firm, "item", {"name": "螺丝", "code": "SKU-A128", "base_unit": "盒"})
    remark = remark_of(receipt)
    wedge = Wedge(remark)
    wedge.at_ms += PAUSE_MS
    for letter in "SKU-A128\r":
        if letter.isupper():
            wedge.key("", key=Qt.Key.Key_Shift)
        wedge.key(letter)
    wedge.at_ms += PAUSE_MS
    for letter in RICE + "\r":
        wedge.key(letter, modifiers=Qt.KeyboardModifier.KeypadModifier)
    wedge.at_ms += PAUSE_MS
    for letter in RICE:
        wedge.key(chr(ord(letter) + 0xFEE0), key=Qt.Key(ord(letter)))
    wedge.key("\r")
    assert sorted(counted(receipt).values()) == [ONE, 2 * ONE]
    assert remark.text() == ""


def test_a_code_read_twice_counts_once_unless_every_one_is_wanted(
    clerk: Clerk, receipt: DocumentEditor
) -> None:
    remark = remark_of(receipt)
    wedge = Wedge(remark)
    for _ in range(3):
        for letter in RICE + "\r":
            wedge.key(letter)
    assert counted(receipt) == {clerk.trade.items["10001"]: ONE}
    wedge.scan(RICE)
    assert counted(receipt) == {clerk.trade.items["10001"]: 2 * ONE}
    scanner_settings.save({"repeat_ms": 0})
    remark.clearFocus()
    remark.setFocus()
    for _ in range(3):
        for letter in RICE + "\r":
            wedge.key(letter)
    assert counted(receipt) == {clerk.trade.items["10001"]: 5 * ONE}


def test_prefix_and_suffix_are_certain_and_fall_away(clerk: Clerk, receipt: DocumentEditor) -> None:
    records.save(clerk.trade.firm, "item", {"name": "短码", "code": "A1", "base_unit": "盒"})
    scanner_settings.save({"prefix": "~", "suffix": "#"})
    remark = remark_of(receipt)
    wedge = Wedge(remark)
    wedge.scan("~A1#", "")
    wedge.scan("~A1#")
    assert sorted(counted(receipt).values()) == [2 * ONE]
    wedge.scan(RICE)
    clerk.keys.qtbot.waitUntil(lambda: remark.text() == RICE)
    scanner_settings.save({"prefix": None, "suffix": None})
    assert scanner_settings.habits().prefix == ""


def test_enter_before_the_code_belongs_to_it_where_that_is_set(clerk: Clerk, receipt: DocumentEditor) -> None:
    scanner_settings.save({"begins_with_enter": True})
    remark = remark_of(receipt)
    wedge = Wedge(remark)
    wedge.at_ms += PAUSE_MS
    for letter in "\r" + RICE + "\r":
        wedge.key(letter)
    assert remark.hasFocus()
    assert counted(receipt) == {clerk.trade.items["10001"]: ONE}


def test_a_word_of_an_input_method_is_a_persons(clerk: Clerk, receipt: DocumentEditor) -> None:
    """Letters typed into a composition and ended with Enter arrive at once, like a code; nothing ends them."""
    remark = remark_of(receipt)
    commit(remark, "iPhone15")
    clerk.keys.qtbot.waitUntil(lambda: remark.text() == "iPhone15")
    assert counted(receipt) == {}


def test_keys_held_back_come_before_the_command_that_follows_them(
    clerk: Clerk, receipt: DocumentEditor
) -> None:
    """A quick hand types a figure and presses a key of the window before it is known that no scanner typed."""
    remark = remark_of(receipt)
    window = clerk.window.windowHandle()
    for key in (Qt.Key.Key_4, Qt.Key.Key_2):
        QTest.keyClick(window, key)
    QTest.keyClick(window, Qt.Key.Key_F8)
    assert remark.text() == "42"
    assert receipt.document.value("remark") == "42"


def test_what_is_no_code_is_refused_in_words_and_nothing_is_typed(
    clerk: Clerk, receipt: DocumentEditor, heard: list[str]
) -> None:
    remark = remark_of(receipt)
    wedge = Wedge(remark)
    wedge.at_ms += PAUSE_MS
    for letter in "69012\x1b34":
        wedge.key(letter, key=Qt.Key.Key_Escape if letter == "\x1b" else None)
    wedge.key("\r")
    assert "不能显示的字符" in receipt.banner.text
    wedge.scan("9" * 3000)
    assert "3000" in receipt.banner.text
    receipt.on_scanned("123")
    assert "没有条码为“123”的商品" in receipt.banner.text
    receipt.on_scanned("134567890123456789")
    assert "付款码" in receipt.banner.text
    assert "34567890" not in receipt.banner.text
    assert (remark.text(), counted(receipt)) == ("", {})
    assert heard == ["bad"] * 4
    assert clerk.window.work.current is receipt


def test_every_scan_is_taken_back_by_scanning(
    clerk: Clerk, receipt: DocumentEditor, heard: list[str]
) -> None:
    remark = remark_of(receipt)
    wedge, undo = Wedge(remark), ORDERS["undo"].code
    rice = clerk.trade.items["10001"]
    wedge.scan(RICE)
    wedge.scan(ORDERS["times_10"].code)
    assert "×10" in receipt.banner.text
    wedge.scan(RICE)
    assert counted(receipt) == {rice: 11 * ONE}
    wedge.scan(undo)
    assert counted(receipt) == {rice: ONE}
    wedge.scan(ORDERS["times_10"].code)
    wedge.scan("4006381333931")
    assert "×10" in receipt.banner.text
    wedge.scan(undo)
    wedge.scan(RICE)
    assert counted(receipt) == {rice: 2 * ONE}
    for _ in range(2):
        wedge.scan(undo)
    assert counted(receipt) == {}
    wedge.scan(undo)
    wedge.scan(undo)
    assert "没有可以撤销的" in receipt.banner.text
    assert remark.text() == ""
    assert heard[-1] == "bad"


def test_a_day_of_scans_only_receives_and_counts(clerk: Clerk, heard: list[str]) -> None:
    """Orders begin, fill, end and reopen a count; the keyboard is not touched (N5, N16)."""
    firm, take = clerk.trade.firm, clerk.window.scans.take
    clerk.window.open_tab("home")
    clerk.keys.settle()
    take(ORDERS["count"].code)
    clerk.keys.settle()
    page = clerk.document
    for code in (ORDERS["times_12"].code, RICE, RICE, ORDERS["done"].code):
        take(code)
        clerk.keys.settle()
    number = page.document.number
    assert number, page.banner.text
    assert [line.quantity for line in page.document.lines] == [quantity("13")]
    take(RICE)
    assert "已经过账" in page.banner.text
    clerk.window.open_tab("home")
    take(number)
    clerk.keys.settle()
    assert clerk.window.work.current is page
    assert documents.view(firm, page.document.uid).document.number == number
    assert heard == ["good"] * 5 + ["bad", "good"]


def test_a_wedge_opens_papers_from_the_first_page_and_types_into_lines_elsewhere(clerk: Clerk) -> None:
    sale = clerk.trade.document("delivery", clerk.trade.customers["老周便利店"], [("10001", "1", "26.80")])
    posted = documents.post(clerk.trade.firm, sale).document
    clerk.window.open_tab("home")
    clerk.keys.settle()
    clerk.window.work.current.setFocus()  # type: ignore[union-attr]
    clerk.keys.scan(posted.number)
    assert clerk.document.document.uid == posted.uid
    clerk.window.open_tab("home")
    clerk.keys.press("Ctrl+K")
    clerk.keys.scan(RICE)
    clerk.keys.settle()
    assert "五常大米" in clerk.window.windowTitle()


def test_staff_scan_their_badge_and_the_document_names_them(clerk: Clerk, receipt: DocumentEditor) -> None:
    uid = records.save(clerk.trade.firm, "staff", {"code": "YG0009", "name": "小李"})[0]
    receipt.on_scanned("YG0009")
    assert receipt.document.value("staff") == uid


def test_a_member_shows_a_card_and_the_sale_is_theirs_at_their_price(clerk: Clerk) -> None:
    firm = clerk.trade.firm
    member = records.save(firm, "customer", {"code": "0012345678", "name": "会员张三"})[0]
    own = {"source": "own", "item": clerk.trade.items["10001"], "customer": member, "price": price("25.00")}
    records.save(firm, "price", own)
    clerk.window.new_document("delivery")
    clerk.keys.settle()
    page = clerk.document
    page.on_scanned(RICE)
    clerk.keys.settle()
    page.on_scanned("0012345678")
    clerk.keys.settle()
    assert page.document.party == member
    assert [line.price for line in page.document.lines if line.item] == [price("25.00")]
    clerk.window.new_document("goods_receipt")
    clerk.keys.settle()
    clerk.document.on_scanned("0012345678")
    assert clerk.document.banner.text == "扫到的是客户，这里没有要填的客户"


def test_a_label_typed_by_hand_is_what_a_scanned_one_is(clerk: Clerk) -> None:
    firm = clerk.trade.firm
    records.save(
        firm, "scale_label",
        {"name": "金额码", "prefix": "21", "item_start": 3, "item_length": 5, "amount_start": 8,
         "amount_length": 5, "check": IGNORED},
    )  # fmt: skip
    clerk.window.new_document("delivery")
    clerk.keys.settle()
    page = clerk.document
    assert page.form is not None
    page.scanner.stop()
    page.form.lines.begin()
    clerk.keys.enter("2110003007001")
    (line,) = [line for line in page.document.lines if line.item]
    assert (line.item, line.quantity, line.amount) == (
        clerk.trade.items["10003"], quantity("0.5"), money("7.00"),
    )  # fmt: skip
    page.undo()
    assert not any(line.item for line in page.document.lines)


def test_unknown_goods_are_made_with_one_key_and_come_in(clerk: Clerk, receipt: DocumentEditor) -> None:
    remark = remark_of(receipt)
    Wedge(remark).scan("4006381333931")
    assert "没有条码为“4006381333931”的商品" in receipt.banner.text
    clerk.keys.press("Ctrl+T")
    form = receipt.sides.panel.findChild(RecordForm)
    assert form is not None
    clerk.keys.type("进口笔")
    clerk.keys.press("F8")
    clerk.keys.settle()
    (line,) = [line for line in receipt.document.lines if line.item]
    assert clerk.trade.firm.catalogue.item(line.item).name == "进口笔"
    assert line.quantity == ONE


def test_the_clock_of_a_filter_can_be_any(looks: QApplication) -> None:
    ticks = count(1_000, 5)
    line = QLineEdit()
    line.show()
    line.activateWindow()
    line.setFocus()
    QApplication.processEvents()
    found: list[str] = []
    listener = WedgeFilter(clock=lambda: next(ticks))
    listener.scanned.connect(found.append)
    listener.start()
    for letter in RICE:
        QTest.keyClick(line, ord(letter))
    QTest.keyClick(line, Qt.Key.Key_Return)
    listener.stop()
    assert (found, line.text()) == ([RICE], "")
