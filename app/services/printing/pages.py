"""Forms laid out on their papers, ready to be put on something: into a file, or onto a printer.

A `Batch` is what one act of printing hands over. Whoever puts it on paper asks it for `every_sheet` and, when they are
out, for what is to be noted. The window finds here what a sheet is made of, and in which letters.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from app.domain.printing.papers import Paper
from app.formats.fonts import Face, chinese_face
from app.formats.sheets import POINTS_PER_MM, Boxes, Mark, Picture, Rule, Sheet, Words
from app.services.printing.prints import Made, Print

__all__ = [
    "POINTS_PER_MM",
    "Batch",
    "Boxes",
    "Face",
    "Laid",
    "Mark",
    "Picture",
    "Rule",
    "Sheet",
    "Words",
    "face",
    "write",
]


@dataclass(frozen=True, slots=True)
class Laid:
    """A form on its paper: the sheets of one copy, how many copies are wanted, the key of its template.

    `print` is what is to be noted when it is on paper; None for what is not counted, as a draft.
    """

    paper: Paper
    sheets: tuple[Sheet, ...]
    copies: int
    print: Print | None = None

    @property
    def every_sheet(self) -> Iterator[Sheet]:
        """Walk the sheets of all copies."""
        for _ in range(self.copies):
            yield from self.sheets


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Forms one after the other; `left_out` is how many documents were left out as printed before."""

    title: str = ""
    author: str = ""
    laid: tuple[Laid, ...] = ()
    left_out: int = 0

    @property
    def is_empty(self) -> bool:
        """Say whether there is nothing to print."""
        return not self.laid

    @property
    def count(self) -> int:
        """Return how many sheets come out."""
        return sum(len(each.sheets) * each.copies for each in self.laid)

    @property
    def prints(self) -> tuple[Print, ...]:
        """Return what is to be noted when all of it is on paper."""
        return tuple(each.print for each in self.laid if each.print is not None)

    def of(self, papers: frozenset[str]) -> "Batch":
        """Return the part of it that is on these papers."""
        return replace(self, laid=tuple(each for each in self.laid if each.paper.key in papers))


def face() -> Face:
    """Return the letters of all sheets."""
    return chinese_face()


def write(batch: Batch, path: Path) -> Made:
    """Write all of it to one PDF; nothing where there is nothing."""
    from app.formats import document_pdf as pdf  # noqa: PLC0415 - what makes a PDF is loaded with the first one

    if batch.is_empty:
        return Made(path, left_out=batch.left_out, is_empty=True)
    sheets = (sheet for each in batch.laid for sheet in each.every_sheet)
    pdf.write(sheets, path, title=batch.title, author=batch.author)
    return Made(path, batch.prints, batch.left_out)
