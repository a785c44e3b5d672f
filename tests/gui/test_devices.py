"""Scales and scanners in the real window: added by keys, seen live, unplugged and back, into lines; emulated wires."""

import threading
import time
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from app.core.numbers import Quantity, quantity
from app.devices.attendant import Attendant
from app.devices.faults import FaultKind
from app.devices.setup import DeviceKind, DeviceSetup, read_setups
from app.devices.standing import Standing
from app.devices.transports.transport import Unplugged
from app.devices.worker import State, Status
from app.gui import device_words, devices, preferences
from app.gui.devices import Devices
from app.gui.editors.record_editor import RecordEditor
from app.gui.input import scanner_settings
from app.gui.pages.devices.page import DevicesPage
from tests.devices.emulators import Wire
from tests.gui.clerk import Clerk
from tests.gui.clerk import clerk as clerk  # noqa: PLC0414 - a fixture handed on
from tests.gui.clerk import trade as trade  # noqa: PLC0414
from tests.gui.speaking import SpeakingScale

RICE = "6901234567892"


@pytest.fixture(autouse=True)
def no_devices() -> Iterator[None]:
    yield
    devices.here().end()


@pytest.fixture
def scale() -> Iterator[SpeakingScale]:
    made = SpeakingScale()
    made.plug()
    yield made
    made.close()


def page_of(clerk: Clerk) -> DevicesPage:
    clerk.go("sb")
    page = clerk.window.work.current
    assert isinstance(page, DevicesPage)
    return page


def until(clerk: Clerk, is_so: Callable[[], bool]) -> None:
    clerk.keys.qtbot.waitUntil(is_so, timeout=8000)


def add(clerk: Clerk, name: str, port: str, *, is_scanner: bool = False) -> DevicesPage:
    """Add a device by keys alone."""
    page = page_of(clerk)
    clerk.keys.press("F2")
    assert page.form is not None
    if is_scanner:
        clerk.keys.press("Down")
        clerk.keys.settle()
    assert page.form.value("kind") == (DeviceKind.SCANNER if is_scanner else DeviceKind.SCALE)
    if not page.form.editor("name").hasFocus():
        clerk.keys.press("Return")
    clerk.keys.type(name)
    clerk.keys.press("Return")
    if "found" in page.form:
        clerk.keys.press("Return")
    clerk.keys.type(port)
    clerk.keys.press("Return")
    if not is_scanner:
        clerk.keys.type("S")  # as in a list: to the first whose name begins so
    return page


def run(*setups: DeviceSetup) -> None:
    devices.here().use(setups)


def scale_setup(port: str, name: str = "台秤") -> DeviceSetup:
    return DeviceSetup("scale", DeviceKind.SCALE, name, port, protocol="st_gs_text")


def foot(clerk: Clerk) -> str:
    form = clerk.document.form
    assert form is not None
    label = form.foot.findChild(QLabel, "weight")
    assert isinstance(label, QLabel)
    return label.text() if label.isVisible() else ""


def loaded(clerk: Clerk, scale: SpeakingScale, weight: str) -> None:
    """Put a load on and wait until it is seen at rest."""
    scale.scale.weight = weight
    until(clerk, lambda: foot(clerk) == f"台秤：{weight} kg 稳定")


def sell_seeds(clerk: Clerk) -> None:
    """Begin a sale of goods by the kilogram."""
    clerk.go("xsckd")
    clerk.keys.press("F2")
    clerk.keys.enter("lz", "10003")


def quantities(clerk: Clerk) -> list[Quantity | None]:
    return [line.quantity for line in clerk.document.document.lines if line.item]


# The page


def test_a_scale_is_added_by_keys_and_weighs_live(clerk: Clerk, scale: SpeakingScale) -> None:
    page = add(clerk, "台秤", scale.port)
    assert page.form is not None
    assert page.form.value("protocol") == "st_gs_text"
    clerk.keys.press("F8")
    assert page.form is None, page.banner.text
    scale.scale.weight = "1.250"
    until(clerk, lambda: page.now.weight.text() == "1.250 kg" and page.now.rest.text() == "稳定")
    assert page.now.heading.text() == "台秤：正常"
    scale.scale.is_moving = True
    until(clerk, lambda: page.now.rest.text() == "不稳定")
    kept = read_setups(preferences.devices_path())
    assert [(each.name, each.port, each.protocol) for each in kept] == [("台秤", scale.port, "st_gs_text")]


def test_a_scale_that_waits_is_asked_once_it_is_set_so(clerk: Clerk) -> None:
    answered = 0

    def says() -> bytes:
        """Answer a question; an empty line else, by which it is seen that the cable is pulled."""
        nonlocal answered
        before, answered = answered, waiting.heard.count(b"S\r\n")
        return b"\r\nST,+0001.250 kg\r\n" if answered > before else b"\r\n"

    waiting = SpeakingScale(says=says)
    waiting.plug()
    try:
        run(DeviceSetup("scale", DeviceKind.SCALE, "台秤", waiting.port, protocol="and_standard"))
        page = page_of(clerk)
        until(clerk, lambda: page.now.heading.text() == "台秤：正常")
        assert page.now.weight.text() == "—"
        clerk.keys.press("Return")
        assert page.form is not None
        page.form.editor("manner").setFocus()
        clerk.keys.type("电")
        clerk.keys.press("F8")
        assert page.form is None, page.banner.text
        until(clerk, lambda: page.now.weight.text() == "1.250 kg")
    finally:
        waiting.close()


def test_an_unplugged_scale_shows_no_number_and_comes_back(clerk: Clerk, scale: SpeakingScale) -> None:
    run(scale_setup(scale.port))
    page = page_of(clerk)
    scale.scale.weight = "2.000"
    until(clerk, lambda: page.now.weight.text() == "2.000 kg")
    scale.unplug()
    until(clerk, lambda: page.now.weight.text() == "—" and page.now.heading.text() == "台秤：找不到")
    assert page.now.reason.isVisible()
    scale.plug()
    until(clerk, lambda: page.now.weight.text() == "2.000 kg" and page.now.heading.text() == "台秤：正常")


def test_a_device_is_changed_stopped_and_removed_and_put_back(clerk: Clerk, scale: SpeakingScale) -> None:
    run(scale_setup(scale.port))
    page = page_of(clerk)
    clerk.keys.press("Return")
    assert page.form is not None
    clerk.keys.type("柜台秤")
    page.form.editor("is_on").setFocus()
    clerk.keys.press("Space", "F8")
    assert [(each.name, each.is_on) for each in devices.here().setups] == [("柜台秤", False)]
    assert page.now.heading.text() == "柜台秤：已停"
    assert page.now.weight.text() == "—"
    clerk.keys.press("Ctrl+Del")
    assert devices.here().setups == ()
    assert read_setups(preferences.devices_path()) == []
    back = next(each for each in page.banner.findChildren(QPushButton) if each.text().startswith("放回来"))
    back.click()
    assert [each.name for each in devices.here().setups] == ["柜台秤"]


def test_what_is_missing_or_taken_is_marked_and_nothing_typed_is_lost(
    clerk: Clerk, scale: SpeakingScale
) -> None:
    run(scale_setup(scale.port))
    page = page_of(clerk)
    clerk.keys.press("F2", "F8")
    assert page.form is not None
    assert page.form.editor("name").hasFocus()
    page.form.set_values(
        {**page.form.values(), "name": "另一台", "port": scale.port, "protocol": "st_gs_text"}
    )
    clerk.keys.press("F8")
    assert page.form is not None
    assert page.form.value("name") == "另一台"
    assert page.form.editor("port").property("fault")
    clerk.keys.press("Esc")
    assert page.form is None
    assert len(devices.here().setups) == 1


def test_faults_are_named(clerk: Clerk) -> None:
    wire = Wire.over_tcp()
    try:
        run(scale_setup(wire.port))
        page = page_of(clerk)
        wire.wait_open()
        wire.write(b"rubbish rubbish rubbish\r\n")
        until(clerk, page.now.faults.isVisible)
        assert page.now.faults.text().startswith("出过的错：")
        assert page.now.weight.text() == "—"
    finally:
        devices.here().end()
        wire.close()


def test_every_fault_and_state_has_its_words() -> None:
    for kind in FaultKind:
        assert device_words.faults_of(Standing("x", fault=kind, faults=1))
    for state in State:
        assert device_words.state_of(scale_setup("x"), Standing("x", status=Status(state)))


@pytest.mark.parametrize("port", ["/dev/ttyOfNobody", "tcp://127.0.0.1:1"])
def test_a_device_that_is_missing_says_what_to_look_at(clerk: Clerk, port: str) -> None:
    run(scale_setup(port))
    page = page_of(clerk)
    view = page.card.view
    until(clerk, lambda: bool(view.rows.text_at(0, 4)))
    assert view.rows.text_at(0, 4).endswith(("口选对了吗", "端口对吗"))
    assert page.now.reason.text().startswith("系统说：")


def test_what_the_system_says_otherwise_is_handed_on() -> None:
    lost = Standing("x", status=Status(State.MISSING, "smoke comes out"))
    assert device_words.why_of(lost) == "smoke comes out"
    assert device_words.why_of(None) == ""


def test_other_kinds_are_listed_too(clerk: Clerk) -> None:
    run(DeviceSetup("p", DeviceKind.RECEIPT_PRINTER, "小票", "tcp://127.0.0.1:1"))
    page = page_of(clerk)
    assert [page.card.view.rows.text_at(0, place) for place in (1, 3)] == ["小票打印机", "待用"]


# The file


def test_devices_are_there_when_the_program_starts(clerk: Clerk, scale: SpeakingScale) -> None:
    run(scale_setup(scale.port))
    devices.here().end()
    assert devices.here().scale is None
    devices.here().begin()
    until(clerk, lambda: (found := devices.here().scale) is not None and found.reading is not None)


def test_a_file_that_cannot_be_read_is_laid_aside_and_told_of(clerk: Clerk) -> None:
    path = preferences.devices_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text('{"devices": [{"kind": "toaster"}]}', encoding="utf-8")
    page = page_of(clerk)
    until(clerk, lambda: "devices.unreadable" in page.banner.text)
    assert path.with_suffix(".unreadable").exists()
    assert not path.exists()


def test_a_protocol_of_another_version_is_missing_and_breaks_nothing(clerk: Clerk) -> None:
    run(DeviceSetup("scale", DeviceKind.SCALE, "秤", "socket://127.0.0.1:1", protocol="of_tomorrow"))
    page = page_of(clerk)
    until(clerk, lambda: page.now.heading.text() == "秤：找不到")
    assert "of_tomorrow" in page.now.reason.text()


# Weights


def test_a_weight_goes_into_the_line_once(clerk: Clerk, scale: SpeakingScale) -> None:
    run(scale_setup(scale.port))
    sell_seeds(clerk)
    loaded(clerk, scale, "1.250")
    assert ("F12", "取重量") in clerk.window.keys.shown
    clerk.keys.press("F12")
    assert quantities(clerk) == [quantity("1.25")]
    clerk.keys.press("Up", "F12")
    assert clerk.document.banner.text.startswith("“台秤”上的这一份已经取过了")
    loaded(clerk, scale, "0.835")
    assert clerk.document.form is not None
    clerk.document.form.lines.stand(1, "quantity")
    clerk.keys.press("F12")
    assert quantities(clerk) == [quantity("0.835")]
    assert clerk.document.banner.text == ""


@pytest.mark.parametrize(
    ("weight", "is_moving", "says"),
    [("0.000", False, "没有东西"), ("-0.050", False, "低于零"), ("1.000", True, "还没有稳定")],
)
def test_a_weight_that_may_not_be_taken_is_refused_with_words(
    clerk: Clerk, scale: SpeakingScale, weight: str, is_moving: bool, says: str
) -> None:
    run(scale_setup(scale.port))
    scale.scale.weight, scale.scale.is_moving = weight, is_moving
    sell_seeds(clerk)
    before = quantities(clerk)
    until(clerk, lambda: weight in foot(clerk) and ("不稳定" in foot(clerk)) is is_moving)
    clerk.keys.press("F12")
    assert says in clerk.document.banner.text
    assert quantities(clerk) == before


def test_goods_by_the_bag_are_not_weighed_and_an_empty_line_neither(
    clerk: Clerk, scale: SpeakingScale
) -> None:
    run(scale_setup(scale.port))
    clerk.go("xsckd")
    clerk.keys.press("F2")
    loaded(clerk, scale, "1.000")
    clerk.keys.enter("lz")
    clerk.keys.press("F12")
    assert "还没有商品" in clerk.document.banner.text
    clerk.keys.enter("10001")
    clerk.keys.press("F12")
    assert "不是重量单位" in clerk.document.banner.text


def test_the_weight_in_the_foot_vanishes_with_the_scale(clerk: Clerk, scale: SpeakingScale) -> None:
    run(scale_setup(scale.port))
    sell_seeds(clerk)
    loaded(clerk, scale, "1.000")
    scale.unplug()
    until(clerk, lambda: foot(clerk) == "台秤：没有读数")
    clerk.keys.press("F12")
    assert clerk.document.banner.text.startswith("“台秤”现在没有读数")
    scale.plug()
    loaded(clerk, scale, "1.100")


def test_without_a_scale_nothing_tells_of_one(clerk: Clerk) -> None:
    sell_seeds(clerk)
    assert foot(clerk) == ""
    assert "F12" not in dict(clerk.window.keys.shown)


# Scans


def test_a_serial_scanner_sells_and_elsewhere_searches(clerk: Clerk) -> None:
    wire = Wire.over_tcp()
    try:
        page = add(clerk, "柜台枪", wire.port, is_scanner=True)
        clerk.keys.press("F8")
        wire.wait_open()
        wire.write(b"123\r")
        until(clerk, lambda: page.now.scans.text() == "刚扫的：123")
        assert clerk.window.work.current is page
        assert clerk.window.search.text() == ""
        clerk.keys.press("Ctrl+1")
        wire.write(f"{RICE}\r".encode())
        until(clerk, lambda: isinstance(clerk.window.work.current, RecordEditor))
        clerk.go("xsckd")
        clerk.keys.press("F2")
        clerk.keys.enter("lz")
        editor = clerk.document
        clerk.keys.qtbot.wait(400)  # the same code again at once would be a trigger held too long
        wire.write(f"{RICE}\r".encode())
        until(clerk, lambda: quantities(clerk) == [quantity("1")])
        clerk.keys.qtbot.wait(400)
        wire.write(f"{RICE}\r\n{RICE}\r\n".encode())  # the trigger was held a moment too long
        until(clerk, lambda: quantities(clerk) == [quantity("2")])
        scanner_settings.save({"repeat_ms": 0})
        wire.write(f"{RICE}\r\n".encode())
        until(clerk, lambda: quantities(clerk) == [quantity("3")])
        wire.write(b"4006381333931\r")
        until(clerk, lambda: "没有条码为“4006381333931”的商品" in editor.banner.text)
        assert quantities(clerk) == [quantity("3")]
    finally:
        scanner_settings.forget()
        devices.here().end()
        wire.close()


# A device that hangs


_HANGS_S = 30
"""Far longer than any machine takes to go on without it."""


def test_a_device_that_hangs_holds_nobody_up(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    let_go = threading.Event()

    def hangs(*_: object) -> object:
        let_go.wait(_HANGS_S)
        raise Unplugged

    monkeypatch.setattr("app.devices.desk.open_port", hangs)
    try:
        began = time.monotonic()
        run(scale_setup("COM99"))
        run(scale_setup("COM98"))
        run()
        assert time.monotonic() - began < _HANGS_S / 3
        run(scale_setup("COM97"))
        began = time.monotonic()
        devices.here().end()
        assert time.monotonic() - began < _HANGS_S / 3
    finally:
        let_go.set()


def test_what_comes_after_the_end_reaches_nobody(clerk: Clerk) -> None:
    told: list[str] = []
    mine = Devices()
    mine.told.connect(told.append)
    attendant = Attendant(mine._hear)
    attendant.apply([scale_setup("socket://127.0.0.1:1")])
    attendant.close()
    clerk.keys.settle()
    assert told == []
