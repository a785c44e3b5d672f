"""The doctor, recordings and the test of scanners in the real window; emulated wires."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from app.devices.doctor import examination
from app.devices.setup import DeviceKind, DeviceSetup, read_setups
from app.devices.transports.recording import read_recording
from app.gui import devices, preferences
from app.gui.pages.devices.doctor_sheet import DoctorSheet
from app.gui.pages.devices.page import DevicesPage
from app.gui.pages.devices.scanner_sheet import ScannerSheet
from tests.devices.emulators import Wire
from tests.gui.clerk import Clerk
from tests.gui.clerk import clerk as clerk  # noqa: PLC0414 - a fixture handed on
from tests.gui.clerk import trade as trade  # noqa: PLC0414
from tests.gui.speaking import SpeakingScale


@pytest.fixture(autouse=True)
def no_devices(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.setattr(examination, "_SPEAKING_S", 0.5)
    monkeypatch.setattr(examination, "_SILENT_S", 0.5)
    monkeypatch.setattr(examination, "_ANSWER_S", 0.1)
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
    clerk.keys.qtbot.waitUntil(is_so, timeout=10_000)


def examine(clerk: Clerk, port: str) -> DoctorSheet:
    """Open the doctor by its key and let it listen to a port."""
    page = page_of(clerk)
    clerk.keys.press("F12")
    until(clerk, lambda: page.aid is not None)
    sheet = page.aid
    assert isinstance(sheet, DoctorSheet)
    sheet.where.editor("port").set_value("")
    sheet.where.focus("port")
    clerk.keys.type(port)
    clerk.keys.press("F6")
    return sheet


def columns(sheet: DoctorSheet, place: int) -> list[str]:
    rows = sheet.list.view.rows
    return [rows.text_at(row, place) for row in range(rows.rowCount())]


def proposed(clerk: Clerk, sheet: DoctorSheet) -> None:
    until(clerk, lambda: sheet.told.isVisible() and bool(sheet.raw.toPlainText()))


def shown(clerk: Clerk, sheet: DoctorSheet, text: str) -> None:
    assert sheet.told.editor("shown").hasFocus()
    clerk.keys.type(text)
    clerk.keys.press("F6")
    clerk.keys.settle()


# The doctor


def test_a_scale_is_found_compared_and_saved_by_keys(clerk: Clerk, scale: SpeakingScale) -> None:
    sheet = examine(clerk, scale.port)
    assert sheet.progress.isVisible()
    proposed(clerk, sheet)
    assert columns(sheet, 0) == ["ST,GS 文本格式（柯力等）"]
    assert "53 54 2C 47 53" in sheet.raw.toPlainText()
    assert "ST,GS," in sheet.raw.toPlainText()
    scale.scale.weight = "1.250"
    until(clerk, lambda: sheet.weight.text() == "1.250 kg" and sheet.rest.text() == "稳定")
    page = page_of(clerk)
    shown(clerk, sheet, "1.25")
    until(clerk, lambda: page.banner.text.startswith("对上了"))
    sheet.told.focus("name")
    clerk.keys.type("门口的秤")
    clerk.keys.press("F8")
    assert page.aid is None
    (kept,) = read_setups(preferences.devices_path())
    assert (kept.name, kept.port, kept.protocol) == ("门口的秤", scale.port, "st_gs_text")
    until(clerk, lambda: page.now.weight.text() == "1.250 kg")


def test_what_bytes_cannot_tell_apart_is_decided_by_the_display(clerk: Clerk) -> None:
    speaking = SpeakingScale("yaohua_eq_forward")
    speaking.scale.weight = "3.000"
    speaking.plug()
    try:
        sheet = examine(clerk, speaking.port)
        proposed(clerk, sheet)
        until(clerk, lambda: sorted(columns(sheet, 2)) == ["0.3000 kg", "3.000 kg"])
        page = page_of(clerk)
        clerk.keys.press("F8")
        assert "分不出来" in page.banner.text
        assert devices.here().setups == ()
        shown(clerk, sheet, "3")
        until(clerk, lambda: page.banner.text.startswith("对上了"))
        clerk.keys.press("F8")
        assert [each.protocol for each in devices.here().setups] == ["yaohua_eq_forward"]
    finally:
        devices.here().end()
        speaking.close()


def test_an_unknown_scale_is_learned_and_weighs(clerk: Clerk, tmp_path: Path) -> None:
    speaking = SpeakingScale()

    def says() -> bytes:
        grams = round(float(speaking.scale.weight) * 1000)
        mark = "~" if speaking.scale.is_moving else "!"
        return f"#{mark}{'-' if grams < 0 else '+'}{abs(grams):06d}\r\n".encode()

    speaking.says = says
    speaking.plug()
    try:
        sheet = examine(clerk, speaking.port)
        proposed(clerk, sheet)
        page = page_of(clerk)
        assert columns(sheet, 0) == []
        shown(clerk, sheet, "abc")
        assert sheet.told.editor("shown").property("fault")
        speaking.scale.is_moving = True
        for step in range(8):
            speaking.scale.weight = f"0.{step}37"
            clerk.keys.qtbot.wait(60)
        speaking.scale.is_moving, speaking.scale.weight = False, "1.002"
        clerk.keys.qtbot.wait(500)
        shown(clerk, sheet, "2.000")
        until(clerk, lambda: "没有这个数" in page.banner.text)
        shown(clerk, sheet, "1.002")
        until(clerk, lambda: page.banner.text.startswith("学会了"))
        assert columns(sheet, 0) == ["学到的写法"]
        assert sheet.list.isVisible()
        until(clerk, lambda: sheet.weight.isVisible() and sheet.weight.text() == "1.002 kg")
        clerk.keys.press("F8")
        speaking.scale.weight = "-0.345"
        until(clerk, lambda: page.now.weight.text() == "-0.345 kg" and page.now.rest.text() == "稳定")
        speaking.scale.is_moving = True
        until(clerk, lambda: page.now.rest.text() == "不稳定")
        # To the next shop, and back from a file.
        clerk.keys.press("Ctrl+E")
        path = tmp_path / "学到的.device.json"
        page.question.answer.setText(str(path))
        clerk.keys.press("Return")
        until(clerk, lambda: page.banner.text == f"已保存到 {path}")
        assert speaking.port not in path.read_text(encoding="utf-8")
        clerk.keys.press("Ctrl+Del", "Ctrl+O")
        page.question.answer.setText(str(path))
        clerk.keys.press("Return")
        until(clerk, lambda: page.form is not None)
        assert page.form is not None
        page.form.set_values({**page.form.values(), "port": speaking.port})
        clerk.keys.press("F8")
        until(clerk, lambda: page.now.weight.text() == "-0.345 kg")
    finally:
        devices.here().end()
        speaking.close()


def test_the_port_of_a_device_is_lent_and_given_back(clerk: Clerk, scale: SpeakingScale) -> None:
    setup = DeviceSetup("k", DeviceKind.SCALE, "老秤", scale.port, protocol="yaohua_ww13")
    devices.here().use([setup])
    sheet = examine(clerk, scale.port)
    proposed(clerk, sheet)
    assert columns(sheet, 0) == ["ST,GS 文本格式（柯力等）"]
    assert sheet.told.value("name") == "老秤"
    clerk.keys.press("Esc", "Esc")
    page = page_of(clerk)
    assert page.aid is None
    until(clerk, lambda: page.now.heading.text() == "老秤：正常")
    sheet = examine(clerk, scale.port)
    proposed(clerk, sheet)
    clerk.keys.press("F8")
    assert [(each.key, each.name, each.protocol) for each in devices.here().setups] == [
        ("k", "老秤", "st_gs_text")
    ]


def test_a_port_that_cannot_be_had_is_marked(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examination, "_PATIENCE_S", 0.05)
    sheet = examine(clerk, "socket://127.0.0.1:1")
    page = page_of(clerk)
    until(clerk, lambda: page.banner.text.startswith("这个口用不了"))
    assert sheet.where.editor("port").property("fault")
    assert sheet.where.value("port") == "socket://127.0.0.1:1"


def test_silence_is_said_and_listening_can_be_stopped(clerk: Clerk) -> None:
    wire = Wire.over_tcp()
    try:
        sheet = examine(clerk, wire.port)
        until(clerk, lambda: "问“" in sheet.says.text())
        clerk.keys.press("Esc")
        assert sheet.where.isVisible()
        clerk.keys.press("F6")
        until(clerk, lambda: sheet.says.text().startswith("什么也没听到"))
        assert not sheet.told.isVisible()
    finally:
        devices.here().end()
        wire.close()


def test_a_scale_pulled_out_while_it_is_examined_is_told_of(clerk: Clerk, scale: SpeakingScale) -> None:
    sheet = examine(clerk, scale.port)
    proposed(clerk, sheet)
    scale.close()
    page = page_of(clerk)
    until(clerk, lambda: page.banner.text.startswith("这个口用不了"))
    assert sheet.where.isVisible()


# Recordings


def test_what_a_scale_said_is_saved_and_played_as_if_it_were_there(
    clerk: Clerk, scale: SpeakingScale, tmp_path: Path
) -> None:
    devices.here().use([DeviceSetup("k", DeviceKind.SCALE, "台秤", scale.port, protocol="st_gs_text")])
    scale.scale.weight = "0.750"
    page = page_of(clerk)
    until(clerk, lambda: page.now.weight.text() == "0.750 kg")
    clerk.keys.qtbot.wait(600)
    clerk.keys.press("Ctrl+R")
    path = tmp_path / "一次 录制.rec"
    page.question.answer.setText(str(path))
    clerk.keys.press("Return")
    until(clerk, lambda: page.banner.text == f"已保存到 {path}")
    assert b"0.750kg" in b"".join(piece.data for piece in read_recording(path))
    clerk.keys.press("Ctrl+R")
    page.question.answer.setText(str(path))
    clerk.keys.press("Return")
    assert page.banner.text.startswith("已经有文件")
    clerk.keys.press("Esc", "Ctrl+Del", "Ctrl+O")
    scale.close()
    page.question.answer.setText(str(path))
    clerk.keys.press("Return")
    until(
        clerk, lambda: page.now.heading.text() == "回放：台秤：正常" and page.now.weight.text() == "0.750 kg"
    )
    # It is played once; then the scale is silent, and no number stays.
    until(clerk, lambda: page.now.weight.text() == "—")


def test_a_file_that_is_neither_is_refused(clerk: Clerk, tmp_path: Path) -> None:
    page = page_of(clerk)
    for number, text in enumerate(("", "[1]", json.dumps({"zhanggui": "device recording"}), "\x00\xff")):
        path = tmp_path / f"{number}.rec"
        path.write_text(text, encoding="utf-8")
        clerk.keys.press("Ctrl+O")
        page.question.answer.setText(str(path))
        clerk.keys.press("Return")
        until(clerk, lambda: "不是设备文件" in page.banner.text)
        clerk.keys.press("Esc")
    assert devices.here().setups == ()


def test_a_device_that_said_nothing_has_nothing_to_save(clerk: Clerk) -> None:
    devices.here().use(
        [DeviceSetup("k", DeviceKind.SCALE, "台秤", "socket://127.0.0.1:1", protocol="st_gs_text")]
    )
    page = page_of(clerk)
    clerk.keys.press("Ctrl+R")
    assert "还没有说过话" in page.banner.text


# The test of scanners


def sheet_of(clerk: Clerk) -> ScannerSheet:
    page = page_of(clerk)
    clerk.keys.press("F3")
    assert isinstance(page.aid, ScannerSheet)
    assert page.aid.box.hasFocus()
    return page.aid


def cells(sheet: ScannerSheet, place: int) -> list[str]:
    rows = sheet.list.view.rows
    return [rows.text_at(row, place) for row in range(rows.rowCount())]


def test_a_scanner_is_measured_and_what_it_lost_is_counted(clerk: Clerk) -> None:
    sheet = sheet_of(clerk)
    for code in ("6901234567892", "6901234567892", "69012367892"):
        clerk.keys.type(code)
        clerk.keys.press("Return")
    assert cells(sheet, 0) == ["69012367892", "6901234567892", "6901234567892"]
    assert cells(sheet, 4) == ["回车"] * 3
    assert cells(sheet, 5) == ["是"] * 3
    assert cells(sheet, 6)[1:] == ["商品条码 EAN-13"] * 2
    assert sheet.verdict.text() == "扫了 3 次，2 次一样；其余的一共少了 2 个字"
    clerk.keys.type("A-0012")
    clerk.keys.press("Return")
    assert sheet.verdict.text().startswith("扫了 3 次")
    clerk.keys.press("F3")
    assert cells(sheet, 0) == []
    clerk.keys.press("Esc")
    assert page_of(clerk).aid is None


def test_slow_keys_no_end_and_an_input_method_are_named(clerk: Clerk) -> None:
    sheet = sheet_of(clerk)
    clerk.keys.type("690123")
    until(clerk, lambda: cells(sheet, 0) == ["690123"])
    assert cells(sheet, 4) == ["没有"]
    assert "没有结尾" in sheet.advice.text()
    text = QInputMethodEvent()
    text.setCommitString("６９０")
    QApplication.sendEvent(sheet.box, text)
    clerk.keys.press("Return")
    assert "输入法" in sheet.advice.text()
    for digit in "69":
        clerk.keys.type(digit)
        clerk.keys.qtbot.wait(120)
    clerk.keys.press("Return")
    assert cells(sheet, 5)[0] == "否"
    assert "人打的字" in sheet.advice.text()


def test_a_code_that_pays_is_shown_by_its_end_only(clerk: Clerk) -> None:
    sheet = sheet_of(clerk)
    clerk.keys.type("134567890123456789")
    clerk.keys.press("Return")
    assert cells(sheet, 0) == ["…6789"]
    assert cells(sheet, 6) == ["付款码"]


def test_a_serial_scanner_is_seen_there_too(clerk: Clerk) -> None:
    wire = Wire.over_tcp()
    try:
        devices.here().use([DeviceSetup("s", DeviceKind.SCANNER, "枪", wire.port)])
        sheet = sheet_of(clerk)
        wire.wait_open()
        wire.write(b"6901234567892\r")
        until(clerk, lambda: cells(sheet, 4) == ["串口"])
    finally:
        devices.here().end()
        wire.close()
