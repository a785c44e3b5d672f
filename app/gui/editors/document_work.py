"""What the services do with the document of an editor, asked for off the GUI thread. It knows no widget."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from app.core.changes import Changes
from app.core.errors import BusinessError, Problem
from app.core.text import N_
from app.domain.documents.document import Document
from app.gui.operations import Read, Write
from app.services import documents
from app.services.firm import Firm

if TYPE_CHECKING:
    from app.gui.slip_printing import SlipPrinting

_FEW_LINES: Final = 20
Looked = tuple[list[BusinessError], list[BusinessError]]
"""What posting would refuse, and what only looks odd."""


@dataclass(frozen=True, slots=True)
class Examined:
    """What posting would meet: problems that forbid it, and what it would change in documents already posted."""

    problems: Sequence[Problem]
    costs: Sequence[documents.CostChange] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of posting: the document as it stands in the books now, or all that is wrong with it."""

    posted: documents.Posted | None = None
    view: documents.View | None = None
    problems: Sequence[Problem] = ()

    @property
    def changes(self) -> Changes:
        """What it touched."""
        return self.posted.changes if self.posted is not None else Changes()


class DocumentWork(QObject):
    """Asks the firm, one act a method. Its parent is the page, where problems without a place are shown.

    Signals: began(Document) with a new one; loaded(View); saved(); examined(Document, Examined); posted(Posted, View
    of the document in front); refused(list of Problem); drawn(Document before, uids, Document after); found(uid) of the
    neighbour; ended() with a draft thrown away; copied(Document); warned(list of Problem, list of hints).
    """

    began = Signal(object)
    loaded = Signal(object)
    saved = Signal()
    examined = Signal(object, object)
    posted = Signal(object, object)
    refused = Signal(list)
    drawn = Signal(object, object, object)
    found = Signal(str)
    ended = Signal()
    copied = Signal(object)
    warned = Signal(list, list)

    def __init__(self, firm: Firm, parent: QObject, slips: "SlipPrinting | None" = None) -> None:
        super().__init__(parent)
        self._firm = firm
        self._slips = slips

    def begin(self, type_key: str) -> None:
        """Make a new draft with its defaults."""
        Read(self, partial(documents.blank, self._firm, type_key)).then(self.began.emit).run()

    def load(self, uid: str) -> None:
        """Read a saved document."""
        Read(self, partial(documents.view, self._firm, uid)).latest("view").then(self.loaded.emit).run()

    def save(self, document: Document) -> None:
        """Keep a draft."""
        Write(self, partial(documents.save_draft, self._firm, document)).then(self._on_saved).run()

    def discard(self, uid: str) -> None:
        """Throw a draft away."""
        Write(self, partial(documents.discard, self._firm, uid)).then(self._on_ended).run()

    def examine(self, document: Document) -> None:
        """Look at what posting would meet."""
        Read(self, partial(_examine, self._firm, document)).latest("examine").then(
            partial(self.examined.emit, document)
        ).otherwise(self._on_refused).run()

    def warn(self, document: Document) -> None:
        """Look quietly for what is odd: what posting would refuse, and what is only worth a look."""
        Read(self, partial(_look, self._firm, document)).latest("warn").then(self._on_looked).run()

    def accept(self, document: Document, hint: BusinessError) -> None:
        """Take note that what a hint is about is right."""
        Write(self, partial(documents.accept, self._firm, document, hint)).then(
            lambda _changes: self.warn(document)
        ).run()

    def post(self, document: Document) -> None:
        """Post it; a short document of today at once: that takes less than to hear from a thread."""
        printer = self._slips.unasked if self._slips is not None else ""
        write = Write(self, partial(_post, self._firm, document, printer)).label(N_("正在过账…"))
        if len(document.lines) <= _FEW_LINES and document.business_date >= self._firm.today():
            write.at_once(self._firm.at_once)
        write.then(self._on_outcome).otherwise(self._on_refused).run()

    def void(self, uid: str, reason: str) -> None:
        """Take a posted document back inside its open period."""
        Write(self, partial(documents.void, self._firm, uid, reason)).then(
            partial(self._on_taken_back, uid)
        ).run()

    def reverse(self, uid: str, reason: str) -> None:
        """Take a posted document back by a mirror document."""
        Write(self, partial(_reverse, self._firm, uid, reason)).then(self._on_outcome).run()

    def close_order(self, uid: str, reason: str) -> None:
        """Give up what is still open of an order."""
        Write(self, partial(documents.close_order, self._firm, uid, reason)).then(
            partial(self._on_taken_back, uid)
        ).run()

    def copy(self, uid: str) -> None:
        """Make a new draft like a document."""
        Read(self, partial(documents.copy, self._firm, uid)).then(self.copied.emit).run()

    def draw(self, document: Document, uids: Sequence[str]) -> None:
        """Add what is still open of the sources to a draft."""
        Read(self, partial(documents.draw, self._firm, document.type, tuple(uids), document)).then(
            partial(self.drawn.emit, document, tuple(uids))
        ).run()

    def neighbour(self, type_key: str, uid: str, step: int) -> None:
        """Find the document of the type before or after one."""
        Read(self, partial(documents.neighbour, self._firm, type_key, uid, step)).latest("neighbour").then(
            self.found.emit
        ).run()

    def _on_looked(self, looked: Looked) -> None:
        self.warned.emit(*looked)

    def _on_saved(self, _changes: Changes) -> None:
        self.saved.emit()

    def _on_ended(self, _changes: Changes) -> None:
        self.ended.emit()

    def _on_outcome(self, outcome: Outcome) -> None:
        if outcome.posted is not None:
            self.posted.emit(outcome.posted, outcome.view)
        else:
            self.refused.emit(list(outcome.problems))

    def _on_refused(self, problem: Problem) -> None:
        self.refused.emit([problem])

    def _on_taken_back(self, uid: str, _changes: Changes) -> None:
        self.load(uid)


def _look(firm: Firm, document: Document) -> Looked:
    return documents.check(firm, document), documents.hints(firm, document)


def _post(firm: Firm, document: Document, printer: str) -> Outcome:
    """Post and look at it; what is refused is looked at for everything else that is wrong with it."""
    try:
        posted = _post_with_slip(firm, document, printer) if printer else documents.post(firm, document)
    except BusinessError as problem:
        return Outcome(problems=documents.check(firm, document) or [problem])
    return Outcome(posted, documents.view(firm, document.uid))


def _post_with_slip(firm: Firm, document: Document, printer: str) -> documents.Posted:
    """Post, and let the slip wait for its printer in the same transaction: neither is there without the other."""
    from app.services.printing import slip_queue  # noqa: PLC0415 - there is a printer

    with firm.transaction():
        posted = documents.post(firm, document)
        if not posted.is_known:
            slip_queue.add_posted(firm, posted.document, printer)
    return posted


def _reverse(firm: Firm, uid: str, reason: str) -> Outcome:
    return Outcome(documents.reverse(firm, uid, reason), documents.view(firm, uid))


def _examine(firm: Firm, document: Document) -> Examined:
    problems = documents.check(firm, document)
    return Examined(problems, documents.preview(firm, document) if not problems else ())
