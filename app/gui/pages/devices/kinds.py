"""What is asked about each kind of device, and the way from a `DeviceSetup` to the values of its form and back.

A new kind is a file with a `DeviceForm`, and a row here. A kind that `can_add` says no to is listed, and can be named,
moved, switched off and removed.
"""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any, Final

from app.core.extension import Family
from app.core.field import Choice, Field
from app.core.kinds import Kind
from app.core.text import N_, own
from app.devices.scales.protocols import protocols
from app.devices.serial_line import SerialLine
from app.devices.serial_ports import SerialPortFound
from app.devices.setup import DeviceKind, DeviceSetup
from app.gui.pages.devices import label_printer_kind, printer_kinds, scale_kind, scanner_kind, tag_reader_kind
from app.gui.pages.devices.device_form import DeviceForm

_PARITIES: Final = (
    Choice("N", N_("无校验")),
    Choice("E", N_("偶校验")),
    Choice("O", N_("奇校验")),
)
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


FORMS: Final[Family[DeviceForm]] = Family(
    "device form",
    scale_kind.FORM,
    scanner_kind.FORM,
    printer_kinds.RECEIPT_PRINTER,
    label_printer_kind.FORM,
    printer_kinds.DISPLAY,
    tag_reader_kind.FORM,
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
    port = setup.port if setup is not None else ""
    return {
        "kind": kind,
        "name": setup.name if setup is not None else "",
        "found": port,
        "port": port,
        "protocol": setup.protocol if setup is not None else "",
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
