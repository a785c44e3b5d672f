"""Tags counted in the real window: a reader added by keys, each tag once, foreign and unknown ones listed (F60)."""

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from app.core.numbers import Quantity, quantity
from app.devices.setup import DeviceKind, DeviceSetup, read_setups
from app.devices.tags.m100 import M100Frames
from app.devices.tags.profile import TagProfile
from app.devices.tags.session import TagSession
from app.devices.tags.tag import Tag
from app.domain.documents.document import Line
from app.gui import devices, preferences
from app.gui.pages.devices.page import DevicesPage
from app.services import documents, records
from tests.devices.emulators import Wire
from tests.devices.test_tags import m100_frame
from tests.gui.clerk import Clerk
from tests.gui.clerk import clerk as clerk  # noqa: PLC0414 - a fixture handed on
from tests.gui.clerk import trade as trade  # noqa: PLC0414
from tests.gui.trading import Trade

RICE, OIL = "6901234567892", "6922334455667"
_COMPANY_DIGITS = 9


def tag_of(gtin13: str, serial: int) -> bytes:
    """Write an SGTIN-96: filter 1, company of nine digits, indicator 0 and three digits of the item, serial."""
    company, item = int(gtin13[:_COMPANY_DIGITS]), int(gtin13[_COMPANY_DIGITS:-1])
    bits = 0x30 << 88 | 1 << 85 | 3 << 82 | company << 52 | item << 38 | serial
    return bits.to_bytes(12, "big")


def unknown_tag(number: int) -> bytes:
    return bytes.fromhex("3034257BF7194E40") + number.to_bytes(4, "big")


def foreign_tag(number: int) -> bytes:
    return bytes.fromhex("E200301666130121") + number.to_bytes(4, "big")


@pytest.fixture(autouse=True)
def no_devices() -> Iterator[None]:
    yield
    devices.here().end()


@pytest.fixture
def reader() -> Iterator[Wire]:
    made = Wire.over_tcp()
    yield made
    devices.here().end()
    made.close()


def until(clerk: Clerk, is_so: Callable[[], bool]) -> None:
    clerk.keys.qtbot.waitUntil(is_so, timeout=8000)


def counting(clerk: Clerk, reader: Wire, prefixes: str = "30") -> None:
    """Begin a count with a reader that is there."""
    options = TagProfile(prefixes=prefixes)
    setup = DeviceSetup(
        "r", DeviceKind.TAG_READER, "读写器", reader.port, protocol="m100_bb7e", options=options
    )
    devices.here().use([setup])
    reader.wait_open()
    clerk.go("pdd")
    clerk.keys.press("F2")
    until(clerk, lambda: clerk.document.draft is not None)


def hears(clerk: Clerk, reader: Wire, *epcs: bytes) -> None:
    reader.write(b"".join(map(m100_frame, epcs)))


def lines(clerk: Clerk) -> dict[str, Quantity | None]:
    goods = {uid: code for code, uid in clerk.trade.items.items()}
    return {goods[line.item]: line.quantity for line in clerk.document.document.lines if line.item}


def test_a_reader_is_added_by_keys_and_tells_what_it_hears(clerk: Clerk, reader: Wire) -> None:
    clerk.go("sb")
    page = clerk.window.work.current
    assert isinstance(page, DevicesPage)
    clerk.keys.press("F2")
    assert page.form is not None
    page.form.editor("kind").set_value(DeviceKind.TAG_READER)
    page.form.changed.emit("kind")
    clerk.keys.settle()
    assert page.form.value("baud") == 115_200
    page.form.set_values(
        {
            **page.form.values(),
            "name": "门口",
            "port": reader.port,
            "protocol": "m100_bb7e",
            "prefixes": "30, e28",
        }
    )
    page.form.editor("prefixes").set_value("30, E2G")
    clerk.keys.press("F8")
    assert page.form is not None
    assert page.form.editor("prefixes").property("fault")
    page.form.editor("prefixes").set_value("30, e28")
    clerk.keys.press("F8")
    assert page.form is None, page.banner.text
    (kept,) = read_setups(preferences.devices_path())
    assert kept.options == TagProfile(prefixes="30 E28")
    reader.wait_open()
    until(clerk, lambda: b"\xbb\x00\x27" in reader.read(0.1))
    hears(clerk, reader, tag_of(RICE, 1), tag_of(RICE, 2), tag_of(RICE, 1))
    until(clerk, lambda: page.now.tags.text().startswith("读到 2 个标签，一共 3 次"))
    # A round without a tag is nothing wrong.
    reader.write(bytes.fromhex("BB01FF000115167E"))
    clerk.keys.qtbot.wait(200)
    assert not page.now.faults.isVisible()


def test_tags_are_counted_once_and_the_others_listed(clerk: Clerk, reader: Wire) -> None:
    counting(clerk, reader)
    strip = clerk.document.tagging.strip
    clerk.keys.press("Ctrl+R")
    assert strip.isVisible()
    mine = [tag_of(RICE, number) for number in range(12)] + [tag_of(OIL, number) for number in range(5)]
    hears(clerk, reader, *mine, unknown_tag(1), foreign_tag(1), *mine, foreign_tag(2), unknown_tag(1), *mine)
    until(clerk, lambda: strip.says.text() == "正在读标签：认得 17 个，不认得 1 个，别家的 2 个")
    clerk.keys.press("Return")
    until(clerk, lambda: bool(lines(clerk)))
    assert lines(clerk) == {"10001": quantity("12"), "10002": quantity("5")}
    assert strip.says.text() == "数进去 17 个标签；没有数的 3 个"
    assert strip.others.toPlainText().splitlines() == [
        f"{unknown_tag(1).hex().upper()}  没有这个商品",
        f"{foreign_tag(1).hex().upper()}  别家的",
        f"{foreign_tag(2).hex().upper()}  别家的",
    ]
    clerk.keys.press("Esc")
    assert not strip.isVisible()
    # The next shelf: what was counted is not counted again, and adds to its line.
    clerk.keys.press("Ctrl+R")
    hears(clerk, reader, *mine, tag_of(RICE, 99))
    until(clerk, lambda: "认得 1 个" in strip.says.text())
    clerk.keys.press("Ctrl+R")
    until(clerk, lambda: lines(clerk) == {"10001": quantity("13"), "10002": quantity("5")})
    assert clerk.document.banner.text == "数进去 1 个标签；没有数的 0 个"
    # What is undone can be counted again.
    clerk.keys.press("Ctrl+Z")
    assert lines(clerk)["10001"] == quantity("12")
    clerk.keys.press("Ctrl+R")
    hears(clerk, reader, tag_of(RICE, 99))
    until(clerk, lambda: "认得 1 个" in strip.says.text())
    clerk.keys.press("Return")
    until(clerk, lambda: lines(clerk)["10001"] == quantity("13"))


def test_esc_leaves_the_count_as_it_was(clerk: Clerk, reader: Wire) -> None:
    counting(clerk, reader)
    clerk.keys.press("Ctrl+R")
    hears(clerk, reader, tag_of(RICE, 1))
    strip = clerk.document.tagging.strip
    until(clerk, lambda: "认得 1 个" in strip.says.text())
    clerk.keys.press("Esc")
    hears(clerk, reader, tag_of(RICE, 2))
    clerk.keys.qtbot.wait(500)
    assert lines(clerk) == {}
    assert not strip.isVisible()


def test_only_what_counts_has_the_key_and_only_with_a_reader(clerk: Clerk, reader: Wire) -> None:
    counting(clerk, reader)
    assert "count.tags" in {command.key for command in clerk.document.commands()}
    clerk.go("xsckd")
    clerk.keys.press("F2")
    assert "count.tags" not in {command.key for command in clerk.document.commands()}


def test_a_tag_that_is_no_trade_item_hangs_on_goods_by_its_own_number(trade: Trade) -> None:
    epc = "E200301666130121155074EF"
    item = trade.items["10003"]
    values = records.load(trade.firm, "item", item)
    records.save(trade.firm, "item", {**values, "barcodes": [{"code": epc, "unit": "", "shared": False}]})
    found = documents.tagged(trade.firm, [epc, "E2003016661301211550FFFF"])
    assert [goods.item for goods in found.goods.values()] == [item]
    assert found.unknown == ("E2003016661301211550FFFF",)


def test_fifty_thousand_reads_into_a_count(trade: Trade) -> None:
    """F60: 800 tags counted once, 30 foreign ones listed, in less than two seconds."""
    random_ = random.Random(5)
    codes = (RICE, OIL, "6933663167435", "6921168509256")
    ours = [tag_of(codes[number % len(codes)], number) for number in range(800)]
    foreign = [foreign_tag(number) for number in range(30)]
    reads = ours + foreign + random_.choices(ours + foreign, k=50_000 - 830)
    random_.shuffle(reads)
    stream = b"".join(map(m100_frame, reads))
    blank = documents.blank(trade.firm, "stock_count")
    began = time.thread_time()
    frames, session = M100Frames(), TagSession(prefixes=("30",))
    for start in range(0, len(stream), 997):
        for told in frames.feed(stream[start : start + 997]):
            assert isinstance(told, Tag)
            session.hear(told)
    found = documents.tagged(trade.firm, session.ours)
    counted = documents.count_tags(trade.firm, blank, found.goods.values())
    took = time.thread_time() - began
    assert [line.quantity for line in counted.lines] == [quantity("200")] * 4
    assert found.unknown == ()
    assert sorted(session.foreign) == sorted(epc.hex().upper() for epc in foreign)
    assert sum(session.ours.values()) + sum(session.foreign.values()) == 50_000
    assert took < 2


# Records of tags, the gate, and finding one


def own_tag(number: int) -> bytes:
    return bytes.fromhex("A1B2000000000000") + number.to_bytes(4, "big")


def record(clerk: Clerk, number: int, code: str, **more: object) -> None:
    firm = clerk.trade.firm
    values = {"epc": own_tag(number).hex(), "item": clerk.trade.items[code], **more}
    records.save(firm, "tag", {**records.blank(firm, "tag"), **values})


def running(reader: Wire, prefixes: str = "A1B2") -> None:
    options = TagProfile(prefixes=prefixes)
    setup = DeviceSetup(
        "r", DeviceKind.TAG_READER, "读写器", reader.port, protocol="m100_bb7e", options=options
    )
    devices.here().use([setup])
    reader.wait_open()


def test_goods_at_the_gate_are_checked_against_the_delivery(clerk: Clerk, reader: Wire) -> None:
    running(reader)
    record(clerk, 1, "10001", quantity=quantity("3"))
    record(clerk, 2, "10002")
    firm, items = clerk.trade.firm, clerk.trade.items
    clerk.go("xsckd")
    clerk.keys.press("F2")
    until(clerk, lambda: clerk.document.draft is not None)
    draft = clerk.document.draft
    assert draft is not None
    lines = tuple(
        Line(item=items[code], unit=firm.catalogue.item(items[code]).base_unit, quantity=quantity(much))
        for code, much in (("10001", "3"), ("10003", "1"))
    )
    draft.take(documents.settle(firm, replace(clerk.document.document, lines=lines)))
    strip = clerk.document.checking.strip
    clerk.keys.press("Ctrl+Shift+R")
    assert strip.isVisible()
    hears(clerk, reader, own_tag(1), own_tag(2), own_tag(9), own_tag(1), foreign_tag(1))
    until(clerk, lambda: strip.says.text() == "正在核对标签：听到 3 个；少 1 样，多 1 样，不认得 1 个")
    told = strip.others.toPlainText().splitlines()
    names = [firm.catalogue.item(items[code]).name for code in ("10003", "10002")]
    assert told[0].startswith(f"少：{names[0]}，1")
    assert told[1].startswith(f"多：{names[1]}，1")
    assert told[2] == f"{own_tag(9).hex().upper()}  没有这个商品"
    # The tag that nobody knows belongs to the line in front.
    clerk.document.form.lines.point(2)  # type: ignore[union-attr]
    clerk.keys.press("Ctrl+T")
    until(clerk, lambda: strip.says.text() == "正在核对标签：听到 3 个；少 0 样，多 1 样，不认得 0 个")
    assert documents.tagged(firm, [own_tag(9).hex().upper()]).goods
    clerk.keys.press("Esc")
    assert not strip.isVisible()


def test_one_tag_is_found_by_how_loud_it_is(clerk: Clerk, reader: Wire) -> None:
    running(reader)
    record(clerk, 1, "10001")
    record(clerk, 2, "10002")
    clerk.go("dzbq")
    page = clerk.list
    until(clerk, lambda: page.card.view.rows.rowCount() == 2)
    page.card.view.stand_on(0)
    clerk.keys.press("Ctrl+R")
    until(clerk, lambda: "正在找 1 个标签" in page.banner.text)
    reader.write(m100_frame(own_tag(2), -30) + m100_frame(own_tag(1), -71))
    until(clerk, lambda: "信号 -71" in page.banner.text)
    assert page.banner.text.startswith(
        f"听到 {clerk.trade.firm.catalogue.item(clerk.trade.items['10001']).name}（"
    )
    reader.write(m100_frame(own_tag(1), -40))
    until(clerk, lambda: "信号 -40" in page.banner.text)
    until(clerk, lambda: "正在找 1 个标签" in page.banner.text)
    clerk.keys.press("Ctrl+R")
    assert page.banner.text == ""


def test_unknown_tags_of_a_shelf_are_learned_and_counted(clerk: Clerk, reader: Wire) -> None:
    counting(clerk, reader, prefixes="A1B2")
    clerk.keys.enter("10001", "5")
    until(clerk, lambda: "10001" in lines(clerk))
    strip = clerk.document.tagging.strip
    clerk.keys.press("Ctrl+R")
    hears(clerk, reader, own_tag(1), own_tag(2))
    until(clerk, lambda: "不认得 2 个" in strip.says.text())
    clerk.document.form.lines.point(1)  # type: ignore[union-attr]
    clerk.keys.press("Ctrl+T")
    until(clerk, lambda: "认得 2 个，不认得 0 个" in strip.says.text())
    clerk.keys.press("Return")
    until(clerk, lambda: lines(clerk)["10001"] == quantity("7"))
