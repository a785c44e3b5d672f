"""F9: post; with a day in the past look first what that would change, and ask once more where it changes something."""

from collections.abc import Sequence
from typing import Final, Protocol

from app.core.errors import BusinessError, Problem
from app.core.text import N_, Message
from app.domain.documents.document import Document
from app.gui import errors
from app.gui.editors import line_edits
from app.gui.editors.cost_panel import cost_sentence
from app.gui.editors.document_form import DocumentForm
from app.gui.editors.document_sides import DocumentSides
from app.gui.editors.document_work import DocumentWork, Examined
from app.gui.editors.draft import Draft
from app.gui.editors.draft_keeper import DraftKeeper
from app.gui.errors import Notice
from app.i18n.catalog import fill, tr
from app.services import documents
from app.services.firm import Firm

_MOST_WARNINGS: Final = 3
"""So many warnings are told whole."""


class Host(Protocol):
    """What posting needs of the page of the document."""

    work: DocumentWork
    sides: DocumentSides
    keeper: DraftKeeper
    draft: Draft | None
    form: DocumentForm | None

    @property
    def document(self) -> Document:
        """Return the document as it stands."""

    @property
    def is_draft(self) -> bool:
        """Say whether it may be posted."""

    def reload(self) -> None:
        """Read again what stands beside it."""

    def note(self, text: str) -> None:
        """Say what is missing."""

    def show_notice(self, notice: Notice) -> None:
        """Say what became of it."""


class DocumentPosting:
    """Posts the document of one page; nothing that was typed is lost when it is refused."""

    def __init__(self, firm: Firm, host: Host) -> None:
        self._firm = firm
        self._host = host
        self.is_on = False
        """Whether it is being posted now; the answer is on its way."""
        self.is_done = False
        """Whether it was posted, here."""
        self._confirmed: Document | None = None
        """The document whose changes in the past a person has seen."""
        host.work.examined.connect(self._on_examined)
        host.work.refused.connect(self._on_refused)

    def forget(self) -> None:
        """What is typed is another document: it was not seen yet."""
        self._confirmed = None

    def end(self) -> None:
        """It is posted."""
        self.is_done = True
        self.is_on = False
        self._confirmed = None

    def post(self) -> None:
        """Post, or say why not."""
        host = self._host
        if self.is_on or not host.is_draft or host.draft is None or host.form is None:
            return
        if not host.form.commit():
            return
        host.draft.edit(line_edits.compact(host.document))
        if host.form.find_missing():
            host.note(tr(N_("还有必填的没有填")))
            return
        host.keeper.hold()
        self.is_on = True
        if self._confirmed == host.document or host.document.business_date >= self._firm.today():
            host.work.post(host.document)
        else:
            host.work.examine(host.document)

    def _on_examined(self, document: Document, examined: Examined) -> None:
        host = self._host
        self.is_on = False
        if document != host.document:
            host.keeper.touch()
        elif examined.problems:
            self._on_refused(examined.problems)
        elif examined.costs:
            host.sides.show_costs(examined.costs)
            host.note(cost_sentence(examined.costs))
            self._confirmed = document
        else:
            self.is_on = True
            host.work.post(document)

    def _on_refused(self, problems: Sequence[Problem]) -> None:
        """Mark everything that is wrong, go to the first of it, and say it; the draft is kept."""
        self.is_on = False
        self._host.keeper.touch()
        self._host.reload()
        says = errors.words(problems[0])
        if len(problems) > 1:
            says = fill(Message.of(N_("{first}（还有 {others} 处）"), first=says, others=len(problems) - 1))
        self._host.show_notice(Notice(says, "warn" if isinstance(problems[0], BusinessError) else "bad"))
        if self._host.form is not None:
            self._host.form.show_problems(problems)


def told(posted: documents.Posted) -> tuple[str, str]:
    """Say that a document is posted and what to look at; and in what tone."""
    says = fill(Message.of(N_("已过账 {number}"), number=posted.number))
    more = len(posted.warnings) - _MOST_WARNINGS
    rest = (fill(Message.of(N_("还有 {count} 条提醒。"), count=more)),) if more > 0 else ()
    says = " ".join((says, *map(errors.words, posted.warnings[:_MOST_WARNINGS]), *rest))
    return says, "warn" if posted.warnings else "good"
