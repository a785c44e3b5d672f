"""Labels for a printer as bytes in pieces, or all of them as a PDF. All is drawn before anything is sent.

A piece is so many labels as a person would wait for: between two of them printing can be stopped, and what a printer
did not take is sent again from the piece that was not taken.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from app.core.progress import Progress
from app.core.text import Message
from app.domain.labels.kinds import COPY
from app.domain.labels.templates import LabelTemplate
from app.services.firm import Firm
from app.services.labels.wanted import Facts, Wanted

if TYPE_CHECKING:
    from app.devices.labels.layout import LabelPrinter
    from app.services.labels.drawing import Made

PIECE: Final = 20
"""Labels that are sent at one go."""
MOST_AT_ONCE: Final = 20_000
Counts = Sequence[tuple[Wanted, int]]
"""Things, each with how many labels it gets."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Bytes of some labels."""

    data: bytes
    labels: int


@dataclass(frozen=True, slots=True)
class Ready:
    """Everything that is to be sent, in order.

    `replaced` are letters that the font does not have, `told` is what is to be known of codes of weights.
    """

    pieces: tuple[Piece, ...]
    replaced: tuple[str, ...]
    told: tuple[Message, ...] = ()

    @property
    def labels(self) -> int:
        """How many labels these are."""
        return sum(piece.labels for piece in self.pieces)


def ready(
    firm: Firm, template: LabelTemplate, counts: Counts, printer: "LabelPrinter", progress: Progress
) -> Ready:
    """Make the bytes of all labels; raises the first thing that cannot be printed as it is."""
    from app.devices.labels.encoding import encode  # noqa: PLC0415 - what draws is loaded with the first label
    from app.devices.labels.job import LabelJob  # noqa: PLC0415 - see above

    pieces: list[Piece] = []
    replaced: dict[str, None] = {}
    data, labels = bytearray(), 0
    for made, copies in _drawn(firm, template, counts, printer, progress):
        replaced |= dict.fromkeys(made.replaced)
        left = copies
        while left:
            now = min(left, PIECE - labels)
            data += encode(LabelJob(made.label, made.drawn, printer, now))
            left, labels = left - now, labels + now
            if labels == PIECE:
                pieces.append(Piece(bytes(data), labels))
                data, labels = bytearray(), 0
    if labels:
        pieces.append(Piece(bytes(data), labels))
    return Ready(tuple(pieces), tuple(replaced), _told(template, counts))


@dataclass(frozen=True, slots=True)
class File:
    """A PDF with labels; `replaced` and `told` as above."""

    path: Path
    labels: int
    replaced: tuple[str, ...]
    told: tuple[Message, ...] = ()


def pdf(
    firm: Firm,
    template: LabelTemplate,
    counts: Counts,
    path: Path,
    progress: Progress,
    *,
    on_a4: bool = False,
) -> File:
    """Write all labels to a PDF: a page each as large as the label, or side by side on sheets of A4."""
    from app.formats import label_pdf  # noqa: PLC0415 - see above
    from app.services.labels.drawing import ON_PAPER  # noqa: PLC0415 - see above

    replaced: dict[str, None] = {}
    count = 0

    def pictures() -> Iterator[label_pdf.Picture]:
        nonlocal count
        for made, copies in _drawn(firm, template, counts, ON_PAPER, progress):
            replaced.update(dict.fromkeys(made.replaced))
            count += copies
            yield label_pdf.Picture(made.drawn.preview, copies)

    path.parent.mkdir(parents=True, exist_ok=True)
    size = (template.width, template.height)
    label_pdf.write(pictures(), size, path, title=template.variant, on_a4=on_a4)
    return File(path, count, tuple(replaced), _told(template, counts))


def preview(
    firm: Firm, template: LabelTemplate, wanted: Wanted, count: int, printer: "LabelPrinter"
) -> "Made":
    """Draw the first label of a thing: the very picture that is printed."""
    from app.services.labels.drawing import Drawing  # noqa: PLC0415 - see above

    facts = wanted.of_copy(1, max(count, 1)).on(template)
    return Drawing(firm, template, printer).draw(wanted.title, facts)


def _drawn(
    firm: Firm, template: LabelTemplate, counts: Counts, printer: "LabelPrinter", progress: Progress
) -> Iterator[tuple["Made", int]]:
    """Draw each label that differs from others, with how often it is wanted; codes are looked at first."""
    from app.services.labels.drawing import Drawing  # noqa: PLC0415 - see above

    drawing = Drawing(firm, template, printer)
    for wanted, count in counts:
        if count:
            drawing.check(wanted.title, wanted.on(template))
    whole = sum(count for _, count in counts)
    done = 0
    for wanted, count in counts:
        for facts, copies in _copies(template, wanted, count):
            yield drawing.draw(wanted.title, facts), copies
            done += copies
            progress(done, whole)


def _told(template: LabelTemplate, counts: Counts) -> tuple[Message, ...]:
    says = (wanted.says(template) for wanted, count in counts if count)
    return tuple(dict.fromkeys(each for each in says if each is not None))


def _copies(template: LabelTemplate, wanted: Wanted, count: int) -> Iterator[tuple[Facts, int]]:
    """Walk the labels of one thing: one that is counted differs from copy to copy."""
    if template.shows(COPY):
        for number in range(1, count + 1):
            yield wanted.of_copy(number, count).on(template), 1
    elif count:
        yield wanted.on(template), count
