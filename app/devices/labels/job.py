"""A drawn label on its way to a printer."""

from dataclasses import dataclass

from app.devices.labels.layout import Label, LabelPrinter
from app.devices.labels.picture import Drawn


@dataclass(frozen=True, slots=True)
class LabelJob:
    """So many copies of one label for one printer."""

    label: Label
    drawn: Drawn
    printer: LabelPrinter
    copies: int = 1
