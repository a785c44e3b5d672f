"""What a kind of device declares about its form: its fields, and the way to its options and back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from app.core.field import Field
from app.core.text import N_, Label
from app.devices.serial_line import SerialLine
from app.devices.setup import DeviceSetup, Options

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
