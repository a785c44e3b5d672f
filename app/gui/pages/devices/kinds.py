"""What is asked about each kind of device: Fields, and the way from a `DeviceSetup` to their values and back.

A new kind, or something more to ask about one, is a row here. A kind that `can_add` says no to is listed, and can be
named, moved, switched off and removed.
"""

import dataclasses
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from app.core.extension import Family
from app.core.field import Choice, Field
from app.core.kinds import Kind
from app.core.text import N_, Label, own
from app.devices.scales.profile import Profile
from app.devices.scales.protocols import protocols
from app.devices.scanners.serial_scans import ScannerProfile
from app.devices.serial_line import SerialLine
from app.devices.serial_ports import SerialPortFound
from app.devices.setup import DeviceKind, DeviceSetup, Options
from app.devices.tags.families import families
from app.devices.tags.profile import TagProfile
from app.gui.pages.devices import label_printer_kind, printer_kinds

_LINE_HELP: Final = N_("串口填 COM3 或 /dev/ttyUSB0，网口填 socket://地址:端口")


def _no_values(_setup: DeviceSetup | None) -> Mapping[str, Any]:
    return {}


def _nothing_follows(_key: str, _value: object) -> Mapping[str, Any]:
    return {}


@dataclass(frozen=True, slots=True)
class DeviceForm:
    """One kind: its label, and what is asked about it beside name and port."""

    key: str
    label: Label
    can_add: bool = False
    has_line: bool = False
    is_printer: bool = False
    """It may stand at any port that takes bytes; the settings of a line are asked only where it is a serial one."""
    port_help: Label = _LINE_HELP
    line: SerialLine = field(default_factory=SerialLine)
    """How most of its kind are set."""
    fields: Callable[[], tuple[Field, ...]] = tuple
    values: Callable[[DeviceSetup | None], Mapping[str, Any]] = _no_values
    follows: Callable[[str, object], Mapping[str, Any]] = _nothing_follows
    """What else is proposed when a person chose a value."""
    options: Callable[[DeviceSetup | None, Mapping[str, Any]], Options] = lambda before, _: (
        before.options if before is not None else None
    )
    mistake: Callable[[Mapping[str, Any]], tuple[str, Label] | None] = lambda _: None
    """The field that holds what cannot be, and what to say about it."""


_PARITIES: Final = (
    Choice("N", N_("无校验")),
    Choice("E", N_("偶校验")),
    Choice("O", N_("奇校验")),
)
UNITS: Final = (
    Choice("kg", N_("千克")),
    Choice("g", N_("克")),
    Choice("jin", N_("斤")),
    Choice("liang", N_("两")),
    Choice("lb", N_("磅")),
)
_ENCODINGS: Final = (Choice("utf-8", own("UTF-8")), Choice("gbk", own("GBK")))
_LINE: Final = (
    Field("baud", N_("波特率"), Kind.INTEGER, required=True, least=300, most=921_600, places=0),
    Field("bits", N_("数据位"), Kind.INTEGER, required=True, least=7, most=8, places=0),
    Field("parity", N_("校验"), Kind.CHOICE, required=True, choices=_PARITIES),
    Field("stop_bits", N_("停止位"), Kind.INTEGER, required=True, least=1, most=2, places=0),
)
_IS_ON: Final = Field("is_on", N_("在用"), Kind.BOOL)
LINE_KEYS: Final = tuple(each.key for each in _LINE)
OF_ALL: Final = frozenset({"kind", "name", "found", "port", "is_on"})
"""What is asked about every kind: it stays when a person chooses another."""


def _scale_fields() -> tuple[Field, ...]:
    choices = tuple(Choice(each.key, each.label) for each in protocols())
    return (
        Field("protocol", N_("秤的格式"), Kind.CHOICE, required=True, choices=choices),
        Field(
            "unit",
            N_("单位"),
            Kind.CHOICE,
            required=True,
            choices=UNITS,
            help=N_("秤自己不说单位时，按这个单位算"),
        ),
        Field(
            "stable_after",
            N_("稳定次数"),
            Kind.INTEGER,
            least=2,
            most=50,
            places=0,
            help=N_("秤自己不说稳不稳时，一样的读数连着来这么多次才算稳定"),
        ),
    )


def _scale_options(before: DeviceSetup | None, values: Mapping[str, Any]) -> Options:
    profile = before.options if before is not None and isinstance(before.options, Profile) else Profile()
    return dataclasses.replace(
        profile,
        unit=str(values["unit"]),
        stable_after=int(values["stable_after"] or profile.stable_after),
    )


def _scanner_fields() -> tuple[Field, ...]:
    says = N_("空着：是 UTF-8 就按 UTF-8，否则按 GBK")
    return (Field("encoding", N_("文字编码"), Kind.CHOICE, choices=_ENCODINGS, help=says),)


def _scanner_options(before: DeviceSetup | None, values: Mapping[str, Any]) -> Options:
    options = before.options if before is not None else None
    profile = options if isinstance(options, ScannerProfile) else ScannerProfile()
    return dataclasses.replace(profile, encoding=str(values["encoding"] or ""))


def _reader_fields() -> tuple[Field, ...]:
    choices = tuple(Choice(each.key, each.label) for each in families())
    return (
        Field("protocol", N_("读写器的格式"), Kind.CHOICE, required=True, choices=choices),
        Field(
            "prefixes",
            N_("自家标签的开头"),
            Kind.TEXT,
            longest=120,
            help=N_("十六进制，几个用空格隔开；空着：读到的都算自家的。别家的只列出来，不数"),
        ),
        Field(
            "least_dbm",
            N_("最弱信号"),
            Kind.INTEGER,
            least=-100,
            most=0,
            places=0,
            help=N_("比这弱的离得太远，不算，例如 -65；空着：都算。R2000 不报分贝，不起作用"),
        ),
    )


def _reader_options(_before: DeviceSetup | None, values: Mapping[str, Any]) -> Options:
    least = values["least_dbm"]
    return TagProfile(
        prefixes=" ".join(TagProfile(str(values["prefixes"] or "")).ours),
        least_dbm=int(least) if least is not None else None,
    )


def _reader_mistake(values: Mapping[str, Any]) -> tuple[str, Label] | None:
    if TagProfile.can_be(str(values["prefixes"] or "")):
        return None
    return "prefixes", N_("只能是十六进制的数字和字母（0-9、A-F），几个用空格隔开")


FORMS: Final[Family[DeviceForm]] = Family(
    "device form",
    DeviceForm(
        DeviceKind.SCALE,
        N_("电子秤"),
        can_add=True,
        has_line=True,
        fields=_scale_fields,
        options=_scale_options,
    ),
    DeviceForm(
        DeviceKind.SCANNER,
        N_("串口扫码枪"),
        can_add=True,
        has_line=True,
        fields=_scanner_fields,
        options=_scanner_options,
    ),
    DeviceForm(
        DeviceKind.RECEIPT_PRINTER,
        N_("小票打印机"),
        can_add=True,
        has_line=True,
        is_printer=True,
        port_help=printer_kinds.PORT_HELP,
        fields=printer_kinds.printer_fields,
        values=printer_kinds.printer_values,
        follows=printer_kinds.printer_follows,
        options=printer_kinds.printer_options,
    ),
    DeviceForm(
        DeviceKind.LABEL_PRINTER,
        N_("标签打印机"),
        can_add=True,
        has_line=True,
        is_printer=True,
        port_help=printer_kinds.PORT_HELP,
        fields=label_printer_kind.fields,
        values=label_printer_kind.values,
        options=label_printer_kind.options,
    ),
    DeviceForm(
        DeviceKind.DISPLAY,
        N_("顾客显示屏"),
        can_add=True,
        has_line=True,
        fields=printer_kinds.display_fields,
        values=printer_kinds.display_values,
        follows=printer_kinds.display_follows,
    ),
    DeviceForm(
        DeviceKind.TAG_READER,
        N_("电子标签读写器"),
        can_add=True,
        has_line=True,
        line=SerialLine(115_200),
        fields=_reader_fields,
        options=_reader_options,
        mistake=_reader_mistake,
    ),
)
"""In the order in which they are offered."""
FIRST: Final = DeviceKind.SCALE


def fields_of(kind: str, ports: Sequence[SerialPortFound], *, is_new: bool) -> tuple[Field, ...]:
    """Return what is asked about a kind of device."""
    form = FORMS[kind]
    kinds = tuple(Choice(each.key, each.label) for each in FORMS if each.can_add or each.key == kind)
    offered = [each for each in ports if form.is_printer or "://" not in each.port]
    found = tuple(Choice(each.port, own(named(each))) for each in offered)
    at_line = form.has_line and bool(found)
    return (
        Field("kind", N_("种类"), Kind.CHOICE, required=True, choices=kinds, read_only=not is_new),
        Field("name", N_("名称"), Kind.TEXT, required=True, longest=30),
        *((Field("found", N_("插着的口"), Kind.CHOICE, choices=found),) if at_line else ()),
        Field(
            "port",
            N_("接在"),
            Kind.TEXT,
            required=True,
            help=form.port_help,
        ),
        *form.fields(),
        *(_LINE if form.has_line else ()),
        _IS_ON,
    )


def named(port: SerialPortFound) -> str:
    """Name a port and what is plugged in there."""
    return port.port if port.label in {"", "n/a", port.port} else f"{port.port}  {port.label}"


def values_of(setup: DeviceSetup | None, kind: str) -> dict[str, Any]:
    """Return what a form shows of a device; of a new one what most devices of its kind want."""
    line = setup.line if setup is not None else FORMS[kind].line
    options = setup.options if setup is not None else None
    profile = options if isinstance(options, Profile) else Profile()
    scanner = options if isinstance(options, ScannerProfile) else ScannerProfile()
    tags = options if isinstance(options, TagProfile) else TagProfile()
    port = setup.port if setup is not None else ""
    return {
        "kind": kind,
        "name": setup.name if setup is not None else "",
        "found": port,
        "port": port,
        "protocol": setup.protocol if setup is not None else "",
        "unit": profile.unit,
        "stable_after": profile.stable_after,
        "encoding": scanner.encoding,
        "prefixes": tags.prefixes,
        "least_dbm": tags.least_dbm,
        **line_values(line),
        **FORMS[kind].values(setup),
        "is_on": setup.is_on if setup is not None else True,
    }


def line_values(line: SerialLine) -> dict[str, Any]:
    """Return the settings of a line by their keys."""
    return {key: getattr(line, key) for key in LINE_KEYS}


def wants_line(kind: str, port: str) -> bool:
    """Say whether the settings of a serial line matter: not where a printer stands at anything else."""
    return FORMS[kind].has_line and not (FORMS[kind].is_printer and printer_kinds.is_elsewhere(port))


def follows(kind: str, key: str, value: object) -> Mapping[str, Any]:
    """Return what else is proposed when a person chose a value."""
    line = line_of_protocol(str(value)) if key == "protocol" else None
    return {**(line_values(line) if line is not None else {}), **FORMS[kind].follows(key, value)}


def line_of_protocol(key: str) -> SerialLine | None:
    """Return how a line is set for a protocol of scales."""
    protocol = protocols().get(key)
    return protocol.line if protocol is not None else None


def setup_from(
    values: Mapping[str, Any], before: DeviceSetup | None, ports: Sequence[SerialPortFound]
) -> DeviceSetup:
    """Return the device that a form describes; what it does not ask about stays."""
    kind = DeviceKind(str(values["kind"]))
    port = str(values["port"]).strip()
    port = printer_kinds.port_typed(port) if FORMS[kind].is_printer else port
    known = before.adapter if before is not None and before.port == port else ""
    line = SerialLine(**{key: values[key] for key in LINE_KEYS}) if FORMS[kind].has_line else None
    return DeviceSetup(
        key=before.key if before is not None else uuid.uuid4().hex,
        kind=kind,
        name=str(values["name"]).strip(),
        port=port,
        adapter=next((each.adapter for each in ports if each.port == port), known),
        protocol=str(values.get("protocol") or (before.protocol if before is not None else "")),
        line=line or (before.line if before is not None else SerialLine()),
        options=FORMS[kind].options(before, values),
        is_on=bool(values["is_on"]),
    )
