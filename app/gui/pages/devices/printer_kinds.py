"""What is asked about receipt printers and customer displays, and the way to their setups and back."""

import dataclasses
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from app.core.field import Choice, Field
from app.core.kinds import Kind
from app.core.text import N_, Label
from app.devices.displays.customer_display import LED8N, LINES, VFD
from app.devices.printers.profile import ROLL_58, ROLL_80, PrinterProfile
from app.devices.setup import DeviceKind, DeviceSetup, Options
from app.gui.pages.devices.device_form import DeviceForm

PORT_HELP: Final = N_(
    "网口填 tcp://192.168.1.9:9100，USB 填 file:///dev/usb/lp0，装好驱动的填 spooler://打印机名，"
    "串口填 COM3 或 /dev/ttyUSB0，文件填 file:///路径"
)
_ADDRESS: Final = re.compile(r"\d{1,3}(\.\d{1,3}){3}(:\d+)?")
_ROLLS: Final = {str(roll.columns): roll for roll in (ROLL_58, ROLL_80)}
_COLUMNS: Final = (Choice("32", N_("58 毫米（32 列）")), Choice("48", N_("80 毫米（48 列）")))
_LETTERS: Final = (Choice("own", N_("打印机自己的字")), Choice("drawn", N_("画成图片")))
_PINS: Final = (Choice("0", N_("没有钱箱")), Choice("2", N_("2 号针")), Choice("5", N_("5 号针")))
_DISPLAYS: Final = (
    Choice(LED8N, N_("LED 八位数字（LED8N）")),
    Choice(VFD, N_("VFD 两行，每行 20 个字母数字")),
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person may say of a test page, and how the printer is set then."""

    key: str
    label: Label
    values: Mapping[str, Any]

    def apply(self, setup: DeviceSetup) -> DeviceSetup:
        """Return a printer set so."""
        return dataclasses.replace(setup, options=dataclasses.replace(_profile(setup), **self.values))


ANSWERS: Final = (
    Answer("drawn", N_("字是乱码：画成图片"), {"has_chinese": False}),
    Answer("own", N_("用打印机自己的字"), {"has_chinese": True}),
    Answer("narrow", N_("最长的一条是 32：58 毫米"), {"columns": ROLL_58.columns, "dots": ROLL_58.dots}),
    Answer("wide", N_("最长的一条是 48：80 毫米"), {"columns": ROLL_80.columns, "dots": ROLL_80.dots}),
)


def is_elsewhere(port: str) -> bool:
    """Say whether a printer stands at something that is no serial line: its settings would mean nothing there."""
    return port_typed(port).partition("://")[0] in {"tcp", "file", "spooler"}


def port_typed(text: str) -> str:
    """Return a port as `app.devices.transports` writes it: a bare address is a network printer, a path a file."""
    if _ADDRESS.fullmatch(text):
        return f"tcp://{text}"
    return f"file://{text}" if text.startswith("/dev/usb/") else text


def _printer_fields() -> tuple[Field, ...]:
    """Return what is asked about a receipt printer."""
    return (
        Field("columns", N_("纸宽"), Kind.CHOICE, required=True, choices=_COLUMNS),
        Field(
            "letters",
            N_("文字"),
            Kind.CHOICE,
            required=True,
            choices=_LETTERS,
            help=N_("打出来是乱码，就画成图片：什么打印机都对，慢一点"),
        ),
        Field(
            "drawer_pin",
            N_("钱箱"),
            Kind.CHOICE,
            required=True,
            choices=_PINS,
            help=N_("接在打印机上的钱箱，多数是 2 号针；弹不开换 5 号针"),
        ),
        Field(
            "feed_lines",
            N_("出纸行数"),
            Kind.INTEGER,
            required=True,
            least=0,
            most=20,
            places=0,
            help=N_("打完再走几行才撕或切"),
        ),
        Field("has_cutter", N_("有切刀"), Kind.BOOL),
        Field("has_qr", N_("自己会打二维码"), Kind.BOOL, help=N_("小票上的二维码没打出来，就不勾")),
        Field(
            "answers_status",
            N_("会回答有没有纸"),
            Kind.BOOL,
            help=N_("打印前后问一声，缺纸、没开机就先不打；线只有一个方向的不会回答，就不勾"),
        ),
        Field("prints_by_itself", N_("过账后自动打"), Kind.BOOL, help=N_("哪些单据自动打，在“设置”里选")),
    )


def _printer_values(setup: DeviceSetup | None) -> Mapping[str, Any]:
    """Return how a receipt printer is set; a new one is 80 mm wide."""
    profile = _profile(setup)
    return {
        "columns": str(profile.columns) if str(profile.columns) in _ROLLS else str(ROLL_80.columns),
        "letters": "own" if profile.has_chinese else "drawn",
        "drawer_pin": str(profile.drawer_pin),
        "feed_lines": profile.feed_lines,
        "has_cutter": profile.has_cutter,
        "has_qr": profile.has_qr,
        "answers_status": profile.answers_status,
        "prints_by_itself": profile.prints_by_itself,
    }


def _printer_follows(key: str, value: object) -> Mapping[str, Any]:
    """Return what goes with a width: the narrow ones have no cutter as a rule."""
    roll = _ROLLS.get(str(value)) if key == "columns" else None
    return {"has_cutter": roll.has_cutter} if roll is not None else {}


def _printer_options(before: DeviceSetup | None, values: Mapping[str, Any]) -> Options:
    """Return the profile that a form describes."""
    roll = _ROLLS[str(values["columns"])]
    return dataclasses.replace(
        _profile(before),
        columns=roll.columns,
        dots=roll.dots,
        has_chinese=values["letters"] == "own",
        drawer_pin=int(str(values["drawer_pin"])),
        feed_lines=int(values["feed_lines"]),
        has_cutter=bool(values["has_cutter"]),
        has_qr=bool(values["has_qr"]),
        answers_status=bool(values["answers_status"]),
        prints_by_itself=bool(values["prints_by_itself"]),
    )


def _profile(setup: DeviceSetup | None) -> PrinterProfile:
    options = setup.options if setup is not None else None
    return options if isinstance(options, PrinterProfile) else PrinterProfile()


def _display_fields() -> tuple[Field, ...]:
    """Return what is asked about a customer display."""
    return (Field("protocol", N_("样式"), Kind.CHOICE, required=True, choices=_DISPLAYS),)


def _display_values(setup: DeviceSetup | None) -> Mapping[str, Any]:
    """Return how a display is set; of a new one the line is that of the usual sort."""
    if setup is not None:
        return {}
    return {"protocol": LED8N, **_line_of(LED8N)}


def _display_follows(key: str, value: object) -> Mapping[str, Any]:
    """Return how the line of a display is set when it leaves the factory."""
    return _line_of(str(value)) if key == "protocol" and value in LINES else {}


def _line_of(protocol: str) -> Mapping[str, Any]:
    return dataclasses.asdict(LINES[protocol])


RECEIPT_PRINTER: Final = DeviceForm(
    DeviceKind.RECEIPT_PRINTER,
    N_("小票打印机"),
    can_add=True,
    has_line=True,
    is_printer=True,
    port_help=PORT_HELP,
    fields=_printer_fields,
    values=_printer_values,
    follows=_printer_follows,
    options=_printer_options,
)
DISPLAY: Final = DeviceForm(
    DeviceKind.DISPLAY,
    N_("顾客显示屏"),
    can_add=True,
    has_line=True,
    fields=_display_fields,
    values=_display_values,
    follows=_display_follows,
)
