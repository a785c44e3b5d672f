"""Which devices stand on this desk, and how each is set: kept in one file of this computer, never in the firm.

A file is JSON and can be shared: a scale profile that one shop has learned helps the next one with the same scale.
"""

import dataclasses
import json
import typing
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, StrEnum
from pathlib import Path
from typing import Any, ClassVar, Final, Protocol, TypeVar

from app.devices.labels.layout import LabelPrinter
from app.devices.printers.profile import PrinterProfile
from app.devices.scales.profile import Profile
from app.devices.scanners.serial_scans import ScannerProfile
from app.devices.serial_line import SerialLine
from app.devices.tags.profile import TagProfile


class DeviceKind(StrEnum):
    """Sorts of devices."""

    SCALE = "scale"
    SCANNER = "scanner"
    RECEIPT_PRINTER = "receipt_printer"
    LABEL_PRINTER = "label_printer"
    DISPLAY = "display"
    TAG_READER = "tag_reader"


Options = Profile | PrinterProfile | LabelPrinter | ScannerProfile | TagProfile | None
_OPTIONS: Final[Mapping[DeviceKind, type[Any]]] = {
    DeviceKind.SCALE: Profile,
    DeviceKind.SCANNER: ScannerProfile,
    DeviceKind.RECEIPT_PRINTER: PrinterProfile,
    DeviceKind.LABEL_PRINTER: LabelPrinter,
    DeviceKind.TAG_READER: TagProfile,
}
_WAITING: Final = frozenset({DeviceKind.RECEIPT_PRINTER, DeviceKind.LABEL_PRINTER, DeviceKind.DISPLAY})
_VERSION: Final = 1


class _Dataclass(Protocol):
    """Anything that `dataclasses.fields` knows."""

    __dataclass_fields__: ClassVar[dict[str, dataclasses.Field[Any]]]


T = TypeVar("T", bound=_Dataclass)


@dataclass(frozen=True, slots=True)
class DeviceSetup:
    """One device. `key` is stable, `name` is what the person calls it."""

    key: str
    kind: DeviceKind
    name: str
    port: str
    adapter: str = ""
    """What the USB adapter is known by; found again under another port name (`serial_ports`)."""
    protocol: str = ""
    """Of a scale or a tag reader."""
    line: SerialLine = field(default_factory=SerialLine)
    options: Options = None
    is_on: bool = True

    @property
    def waits_for_jobs(self) -> bool:
        """Say whether its port is opened for each job only, so that there is nothing to hear between them."""
        return self.kind in _WAITING


def write_setups(path: Path, setups: list[DeviceSetup]) -> None:
    """Save all devices; the old file stays until the new one is whole."""
    plain = {"version": _VERSION, "devices": [plain_of(setup) for setup in setups]}
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(".new")
    new.write_text(json.dumps(plain, ensure_ascii=False, indent=1), encoding="utf-8")
    new.replace(path)


def read_setups(path: Path) -> list[DeviceSetup]:
    """Read all devices; a missing file has none, ValueError when it is no such file."""
    if not path.exists():
        return []
    plain = json.loads(path.read_text(encoding="utf-8"))
    devices = plain.get("devices") if isinstance(plain, dict) else None
    if devices is None:
        raise ValueError(path)
    return [setup_of(one) for one in devices]


def setup_of(plain: Mapping[str, Any]) -> DeviceSetup:
    """Return a device from plain values; ValueError says which one is wrong."""
    kind = DeviceKind(plain.get("kind", ""))
    given = dict(plain)
    options = given.pop("options", None)
    setup = from_plain(DeviceSetup, given)
    wanted = _OPTIONS.get(kind)
    return dataclasses.replace(setup, options=from_plain(wanted, options or {}) if wanted else None)


def from_plain(cls: type[T], plain: Mapping[str, Any]) -> T:
    """Make a dataclass of plain values: unknown keys are left out, wrong types are a ValueError with the key."""
    hints = typing.get_type_hints(cls)
    values: dict[str, Any] = {}
    for item in dataclasses.fields(cls):
        if item.name in plain and item.name != "options":
            values[item.name] = _value(item.name, hints[item.name], plain[item.name])
    return cls(**values)


def _value(name: str, wanted: Any, given: Any) -> Any:
    if dataclasses.is_dataclass(wanted) and isinstance(wanted, type):
        if not isinstance(given, Mapping):
            raise ValueError(name)
        return from_plain(wanted, given)
    if isinstance(wanted, type) and issubclass(wanted, Enum):
        return wanted(given)
    if wanted is bytes and isinstance(given, str):
        return bytes.fromhex(given)
    if isinstance(given, list | tuple):
        wants_some = any(typing.get_origin(one) is tuple for one in (wanted, *typing.get_args(wanted)))
        if not wants_some or not all(isinstance(one, int) for one in given):
            raise ValueError(name)
        return tuple(given)
    allowed = tuple(one for one in typing.get_args(wanted) if isinstance(one, type)) or (wanted,)
    if not isinstance(given, allowed) or (isinstance(given, bool) and bool not in allowed):
        raise ValueError(name)
    return given


def plain_of(value: Any) -> Any:
    """Return a device as plain values; `setup_of` makes it again."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {item.name: plain_of(getattr(value, item.name)) for item in dataclasses.fields(value)}
    return value.hex() if isinstance(value, bytes) else value
