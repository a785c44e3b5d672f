"""Which page shows what. The editors and the rarer pages are loaded when the first of their kind is opened."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.gui.navigation import Desk
from app.gui.page import Page
from app.gui.pages.home_page import HomePage
from app.gui.pages.list_page import ListPage
from app.gui.pages.subjects import DocumentSubject, RecordSubject
from app.gui.window.tabs import DEVICES, KEYS, LABEL_FORMS, MODULES, PRINT_FORMS, SLIPS

if TYPE_CHECKING:
    from app.domain.documents.document import Document
    from app.services.labels.wanted import Asked


@dataclass(frozen=True, slots=True)
class Openers:
    """Makes pages for one desk, each in its `place` from the start: what is moved there whole is styled twice."""

    desk: Desk
    place: QWidget

    def home(self) -> Page:
        """Make the first page."""
        return HomePage(self.desk, self.place)

    def settings(self, key: str) -> Page:
        """Make the settings, or a page of their own that belongs to them."""
        if key == PRINT_FORMS:
            from app.gui.pages.print_design.page import PrintDesignPage  # noqa: PLC0415 - seldom opened

            return PrintDesignPage(self.desk, self.place)
        if key == LABEL_FORMS:
            from app.gui.pages.label_design.page import LabelDesignPage  # noqa: PLC0415 - seldom opened

            return LabelDesignPage(self.desk, self.place)
        if key == KEYS:
            from app.gui.pages.keys_page import KeysPage  # noqa: PLC0415 - seldom opened

            return KeysPage(self.place)
        if key == MODULES:
            from app.gui.pages.modules_page import ModulesPage  # noqa: PLC0415 - seldom opened

            return ModulesPage(self.desk, self.place)
        if key == DEVICES:
            from app.gui.pages.devices.page import DevicesPage  # noqa: PLC0415 - seldom opened

            return DevicesPage(self.desk, self.place)
        if key == SLIPS:
            from app.gui.pages.slips_page import SlipsPage  # noqa: PLC0415 - seldom opened

            return SlipsPage(self.desk, self.place)
        from app.gui.pages.settings_page import SettingsPage  # noqa: PLC0415 - seldom opened

        return SettingsPage(self.desk, self.place)

    def documents(self, type_key: str) -> Page:
        """Make the list of a document type."""
        return ListPage(self.desk, DocumentSubject(self.desk, type_key), self.place)

    def records(self, type_key: str) -> Page:
        """Make the list of a record type."""
        return ListPage(self.desk, RecordSubject(self.desk, type_key), self.place)

    def importing(self) -> Page:
        """Make the page on which lists are imported."""
        from app.gui.pages.importing.page import ImportPage  # noqa: PLC0415 - seldom opened

        return ImportPage(self.desk, self.place)

    def calibration(self) -> Page:
        """Make the page that tells how far counting has come."""
        from app.gui.pages.calibration_page import CalibrationPage  # noqa: PLC0415 - seldom opened

        return CalibrationPage(self.desk, self.place)

    def report(self, key: str, params: Mapping[str, object] | None = None) -> Page:
        """Make the page of a report."""
        from app.gui.pages.report_page import ReportPage  # noqa: PLC0415 - not needed for the first page

        return ReportPage(self.desk, key, params, parent=self.place)

    def labels(self, asked: "Asked") -> Page:
        """Make the page on which labels are printed."""
        from app.gui.pages.labels.page import LabelsPage  # noqa: PLC0415 - not needed for the first page

        return LabelsPage(self.desk, asked, self.place)

    def document(self, uid: str) -> Page:
        """Make the editor on a document that is saved."""
        from app.gui.editors.document_editor import DocumentEditor  # noqa: PLC0415 - not needed for the first page

        return DocumentEditor.of_saved(self.desk, uid, self.place)

    def new_document(self, type_key: str, document: "Document | None" = None) -> Page:
        """Make the editor on a new document."""
        from app.gui.editors.document_editor import DocumentEditor  # noqa: PLC0415 - not needed for the first page

        return DocumentEditor.of_new(self.desk, type_key, document, self.place)

    def record(self, type_key: str, uid: str) -> Page:
        """Make the editor of a record; an empty uid begins a new one."""
        from app.gui.editors.record_editor import RecordEditor  # noqa: PLC0415 - not needed for the first page

        return RecordEditor(self.desk, type_key, uid, self.place)
