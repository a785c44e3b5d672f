"""What those who work on the lines of a document need of its page."""

from typing import Protocol

from app.domain.documents.document import Document
from app.domain.documents.spec import DocType
from app.gui.editors.document_form import DocumentForm
from app.gui.editors.draft import Draft


class DocumentHost(Protocol):
    """The page of a document, as weighing, scanning and the tags see it."""

    form: DocumentForm | None
    draft: Draft | None

    @property
    def document(self) -> Document:
        """Return the document as it stands."""

    @property
    def type(self) -> DocType:
        """Return the declaration of its type."""

    @property
    def is_draft(self) -> bool:
        """Say whether it may be typed."""
