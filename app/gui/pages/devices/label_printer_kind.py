"""What is asked about label printers, and the way to their setups and back."""

import dataclasses
from collections.abc import Mapping
from typing import Any, Final

from app.core.field import Choice, Field
from app.core.kinds import Kind
from app.core.text import N_, own
from app.devices.labels.layout import LabelPrinter
from app.devices.setup import DeviceKind, DeviceSetup, Options
from app.gui.pages.devices.device_form import DeviceForm
from app.gui.pages.devices.printer_kinds import PORT_HELP

_LANGUAGES: Final = (
    Choice("tspl", N_("TSPL（佳博、汉印、芯烨、TSC）")),
    Choice("zpl", N_("ZPL（斑马等）")),
    Choice("cpcl", N_("CPCL（便携机）")),
    Choice("epl2", own("EPL2")),
    Choice("escpos", N_("ESC/POS（热敏小票机装标签纸）")),
)
_DPIS: Final = (
    Choice("203", N_("203 点（多数机器）")),
    Choice("300", N_("300 点")),
    Choice("600", N_("600 点")),
)
_TENTHS_PER_INCH: Final = 254


def _fields() -> tuple[Field, ...]:
    """Return what is asked about a label printer."""
    says = N_("说明书上的打印宽度；比它宽的标签不打")
    return (
        Field("language", N_("打印语言"), Kind.CHOICE, required=True, choices=_LANGUAGES),
        Field("dpi", N_("每英寸点数"), Kind.CHOICE, required=True, choices=_DPIS),
        Field(
            "head",
            N_("打印宽度（毫米）"),
            Kind.INTEGER,
            required=True,
            least=20,
            most=220,
            places=0,
            help=says,
        ),
        Field("has_bars", N_("条码由打印机画"), Kind.BOOL, help=N_("更清楚；打出来不对就不勾")),
        Field("answers_status", N_("能回答状态"), Kind.BOOL, help=N_("问得到缺纸、开盖；答错的机器不勾")),
    )


def _options(before: DeviceSetup | None, values: Mapping[str, Any]) -> Options:
    """Return the label printer that a form describes."""
    kept = before.options if before is not None else None
    printer = kept if isinstance(kept, LabelPrinter) else LabelPrinter()
    dpi, head = int(values["dpi"]), int(values["head"])
    if (dpi, head) != (printer.dpi, _head_mm(printer)):
        printer = dataclasses.replace(printer, dpi=dpi)
        printer = dataclasses.replace(printer, columns_of_head=printer.dots(head * 10))
    return dataclasses.replace(
        printer,
        language=str(values["language"]),
        has_bars=bool(values["has_bars"]),
        answers_status=bool(values["answers_status"]),
    )


def _head_mm(printer: LabelPrinter) -> int:
    """Return how many whole millimetres a print head has."""
    tenths = printer.columns_of_head * _TENTHS_PER_INCH // printer.dpi
    return next(
        (mm for mm in (tenths // 10, tenths // 10 + 1) if printer.dots(mm * 10) == printer.columns_of_head),
        tenths // 10,
    )


def _values(setup: DeviceSetup | None) -> Mapping[str, Any]:
    """Return what the form shows of a label printer; of a new one what most are."""
    before = setup.options if setup is not None else None
    printer = before if isinstance(before, LabelPrinter) else LabelPrinter()
    return {
        "language": printer.language,
        "dpi": str(printer.dpi),
        "head": _head_mm(printer),
        "has_bars": printer.has_bars,
        "answers_status": printer.answers_status,
    }


FORM: Final = DeviceForm(
    DeviceKind.LABEL_PRINTER,
    N_("标签打印机"),
    can_add=True,
    has_line=True,
    is_printer=True,
    port_help=PORT_HELP,
    fields=_fields,
    values=_values,
    options=_options,
)
