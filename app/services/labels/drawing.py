"""An arranged label as a picture at the dots of a printer, or a sentence why it cannot be one."""

from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO
from typing import Final

from app.core.numbers import plain
from app.core.text import Message
from app.devices.labels.layout import CodePart, Label, LabelPrinter, TextPart
from app.devices.labels.picture import DoesNotFit, Drawn, draw
from app.devices.printers.chinese import printable
from app.devices.printers.raster import FontFile
from app.domain.labels.codes import BARS, can_hold, kind_for
from app.domain.labels.errors import LabelCodeUnfit, LabelTooSmall, LabelTooWide
from app.domain.labels.kinds import BAR
from app.domain.labels.templates import LabelTemplate
from app.formats.fonts import DRAWING, chinese_face
from app.i18n.catalog import tr
from app.services.firm import Firm
from app.services.labels import templates
from app.services.labels.arranging import NoRoom, arranged
from app.services.labels.wanted import Facts

ON_PAPER: Final = LabelPrinter(dpi=300, has_bars=False, columns_of_head=100_000)
"""What a PDF is drawn for: fine, and as wide as need be."""
_TOLD: Final = 40


@dataclass(frozen=True, slots=True)
class Made:
    """A label and its picture, and the letters that the font does not have: they are boxes on the label."""

    label: Label
    drawn: Drawn
    replaced: tuple[str, ...] = ()

    def png(self) -> bytes:
        """Return the picture that is printed, codes and all."""
        file = BytesIO()
        self.drawn.preview.save(file, "PNG")
        return file.getvalue()


class Drawing:
    """Draws labels of one template for one printer."""

    def __init__(self, firm: Firm, template: LabelTemplate, printer: LabelPrinter) -> None:
        """What is wrong with the template for this printer is raised here: nothing is printed then."""
        self.template = template
        self.printer = printer
        must_be_as_narrow_as_head(template, printer)
        self._captions = {key: tr(label) for key, label in templates.captions(firm, template.kind).items()}

    def check(self, what: str, facts: Facts) -> None:
        """Refuse a code that the kind of bar code cannot hold; nothing is drawn for it."""
        text = facts.get(BAR, "")
        if not text or not self.template.shows(BAR):
            return
        kind = kind_for(self.template.bars, text)
        if not can_hold(kind, text):
            label = next(choice.label for choice in BARS if choice.key == kind)
            raise LabelCodeUnfit(what=what[:_TOLD], text=text[:_TOLD], kind=Message.of(label))

    def draw(self, what: str, facts: Facts) -> Made:
        """Draw a label; what has no room is said with its name."""
        self.check(what, facts)
        try:
            label = arranged(self.template, facts, self._captions, _measured)
            shown, replaced = _showable(label)
            with DRAWING:
                drawn = draw(shown, self.printer, _font())
        except (NoRoom, DoesNotFit) as problem:
            text = str(problem)[:_TOLD]
            raise LabelTooSmall(what=what[:_TOLD], text=text, template=self.template.variant) from problem
        return Made(shown, drawn, replaced)


def must_be_as_narrow_as_head(template: LabelTemplate, printer: LabelPrinter) -> None:
    """Refuse a label that is wider than the print head."""
    if printer.dots(template.width) > printer.columns_of_head:
        head = printer.columns_of_head * 254 // printer.dpi
        raise LabelTooWide(template=template.variant, width=plain(template.width, 1), head=plain(head, 1))


@cache
def _font() -> FontFile:
    face = chinese_face()
    return FontFile(face.path, face.index)


def _measured(text: str) -> int:
    return round(chinese_face().width(text) * 1_000)


def _showable(label: Label) -> tuple[Label, tuple[str, ...]]:
    """Return the label with boxes for what the font does not have, and what that was."""
    face = chinese_face()
    parts: list[TextPart | CodePart] = []
    lost: dict[str, None] = {}
    for part in label.parts:
        if isinstance(part, TextPart):
            text = printable(part.text)
            shown = face.showable(text)
            lost |= dict.fromkeys(a for a, b in zip(text, shown, strict=True) if b not in {a, " "})
            parts.append(replace(part, text=shown))
        else:
            parts.append(part)
    return Label(label.width, label.height, tuple(parts), label.gap), tuple(lost)
