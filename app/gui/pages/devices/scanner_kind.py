"""What is asked about serial scanners, and the way to their profile and back."""

import dataclasses
from collections.abc import Mapping
from typing import Any, Final

from app.core.field import Choice, Field
from app.core.kinds import Kind
from app.core.text import N_, own
from app.devices.scanners.serial_scans import ScannerProfile
from app.devices.setup import DeviceKind, DeviceSetup, Options
from app.gui.pages.devices.device_form import DeviceForm

_ENCODINGS: Final = (Choice("utf-8", own("UTF-8")), Choice("gbk", own("GBK")))


def _fields() -> tuple[Field, ...]:
    says = N_("空着：是 UTF-8 就按 UTF-8，否则按 GBK")
    return (Field("encoding", N_("文字编码"), Kind.CHOICE, choices=_ENCODINGS, help=says),)


def _options(before: DeviceSetup | None, values: Mapping[str, Any]) -> Options:
    return dataclasses.replace(_profile(before), encoding=str(values["encoding"] or ""))


def _values(setup: DeviceSetup | None) -> Mapping[str, Any]:
    return {"encoding": _profile(setup).encoding}


def _profile(setup: DeviceSetup | None) -> ScannerProfile:
    options = setup.options if setup is not None else None
    return options if isinstance(options, ScannerProfile) else ScannerProfile()


FORM: Final = DeviceForm(
    DeviceKind.SCANNER,
    N_("串口扫码枪"),
    can_add=True,
    has_line=True,
    fields=_fields,
    values=_values,
    options=_options,
)
