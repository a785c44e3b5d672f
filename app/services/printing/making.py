"""Documents and statements on their papers, as a PDF or a picture: data is fetched here, `app.formats` lays it out.

What draws is loaded when the first page is made: reportlab alone takes 0.1 s.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from app.core.field import is_own
from app.core.numbers import Money, Quantity
from app.core.progress import Progress, silent
from app.core.text import N_, Message
from app.domain.catalog.unit import in_units
from app.domain.documents.spec import Party, Side
from app.domain.documents.types import TYPES
from app.domain.printing import forms
from app.domain.printing.templates import PrintTemplate
from app.i18n.catalog import fill, tr
from app.i18n.show import show
from app.services import documents, records
from app.services.documents import State, View
from app.services.firm import Firm
from app.services.printing import choices, pages, templates
from app.services.printing.choices import Choice
from app.services.printing.pages import Batch, Laid
from app.services.printing.prints import Made, Print
from app.storage import documents as stored
from app.storage import money
from app.storage.queries import prints

if TYPE_CHECKING:
    from app.formats.print_form import Letterhead, PrintForm

_MARKS: Final = {State.DRAFT: N_("草稿"), State.VOIDED: N_("作废"), State.REVERSED: N_("已红冲")}
_PARTS: Final = {"contact": ("contacts", "name"), "barcode": ("barcodes", "code")}
"""Parts of a record that stand in the first row of a list of it."""


def documents_pdf(
    firm: Firm, uids: Sequence[str], path: Path, choice: Choice | None = None, *, skips_printed: bool = False
) -> Made:
    """Write documents to one PDF, as they are laid out; whoever hands the file out notes its prints."""
    return pages.write(laid_out(firm, uids, choice, skips_printed=skips_printed), path)


def laid_out(
    firm: Firm,
    uids: Sequence[str],
    choice: Choice | None = None,
    *,
    skips_printed: bool = False,
    progress: Progress = silent,
) -> Batch:
    """Lay documents out one after the other; without a choice each goes as its type and party are printed.

    What was printed before is marked as printed again, or left out.
    """
    names = _Names(firm)
    before = prints.counts(firm.books.connection(), uids)
    wanted = [uid for uid in uids if not (skips_printed and before.get(uid))]
    made: list[tuple[PrintForm, Laid]] = []
    for place, uid in enumerate(wanted):
        progress(place, len(wanted))
        made.append(_laid(firm, uid, choice, names, printed=before.get(uid)))
    if not made:
        return Batch(left_out=len(uids))
    first = made[0][0]
    return Batch(
        title=f"{first.title} {first.number}".rstrip(),
        author=first.firm.name,
        laid=tuple(laid for _, laid in made),
        left_out=len(uids) - len(wanted),
    )


def statement_pdf(
    firm: Firm, key: str, params: Mapping[str, object], path: Path, choice: Choice | None = None
) -> Path:
    """Write the statement of account of a party to a PDF: `key` and `params` are those of its report."""
    return pages.write(statement_laid_out(firm, key, params, choice), path).path


def statement_laid_out(
    firm: Firm, key: str, params: Mapping[str, object], choice: Choice | None = None
) -> Batch:
    """Lay the same out."""
    form, laid = _statement(firm, key, params, choice)
    return Batch(title=form.title, author=form.firm.name, laid=(laid,))


def statement_picture(
    firm: Firm, key: str, params: Mapping[str, object], path: Path, choice: Choice | None = None
) -> Path:
    """Write the same as a picture (.png), to be sent to a telephone."""
    from app.formats import sheet_picture  # noqa: PLC0415 - see above

    sheet_picture.write(_statement(firm, key, params, choice)[1].sheets, path)
    return path


def form_of(firm: Firm, view: View, template: PrintTemplate, *, number: int) -> "PrintForm":
    """Fill a template with a document, for the print of this number."""
    return _filled(firm, view, template, _Names(firm), number=number)


def head_of(firm: Firm) -> "Letterhead":
    """Return whose paper it is."""
    from app.formats.print_form import Letterhead  # noqa: PLC0415 - see above

    return Letterhead(firm.profile.name, templates.letterhead(firm), templates.logo(firm))


def _laid(
    firm: Firm, uid: str, choice: Choice | None, names: "_Names", *, printed: int | None
) -> "tuple[PrintForm, Laid]":
    """Fill the form of a document that was `printed` so often before; None is a draft, which is not counted."""
    from app.formats.document_pdf import sheets_of  # noqa: PLC0415 - see above

    view = documents.view(firm, uid)
    key, party = view.document.type, view.document.party
    wanted = choice or choices.chosen(firm, key, party)
    template = _template(firm, key, wanted)
    form = _filled(firm, view, template, names, number=(printed or 0) + 1)
    paper = templates.paper(template.paper)
    noted = Print(uid, template.key, wanted.copies) if printed is not None else None
    return form, Laid(paper, tuple(sheets_of(form, template, paper)), wanted.copies, noted)


def _template(firm: Firm, form_key: str, choice: Choice) -> PrintTemplate:
    return templates.template(firm, form_key, choice.paper, choice.variant)


def _filled(firm: Firm, view: View, template: PrintTemplate, names: "_Names", *, number: int) -> "PrintForm":
    """Fill the template for the print of this number."""
    from app.formats.print_form import Balance, document_form  # noqa: PLC0415 - see above

    is_draft = view.state is State.DRAFT
    owed = _owed(firm, view)
    return document_form(
        documents.settle(firm, view.document) if is_draft else view.document,
        template,
        doc_type=firm.shapes.document(view.document.type),
        names=names,
        pieces=names.pieces,
        firm=head_of(firm),
        balance=Balance(*owed) if owed else None,
        made_by=view.author,
        mark=tr(_MARKS[view.state]) if view.state in _MARKS else "",
        print_number=number,
    )


def _statement(
    firm: Firm, key: str, params: Mapping[str, object], choice: Choice | None
) -> "tuple[PrintForm, Laid]":
    from app.formats.document_pdf import sheets_of  # noqa: PLC0415 - see above
    from app.formats.print_form import statement_form  # noqa: PLC0415 - see above
    from app.reports.catalogue.statement import PRINTED  # noqa: PLC0415 - see above
    from app.services import reports  # noqa: PLC0415 - see above

    # Whoever is to confirm what is owed gets all of it, whatever a page is narrowed to.
    table = reports.run(firm, key, {name: value for name, value in params.items() if not is_own(name)})
    party, _ = PRINTED[key]
    uid = str(params.get(party.key, ""))
    wanted = choice or choices.chosen(firm, key, uid)
    template = _template(firm, key, wanted)
    closing = table.extra["closing"]
    assert isinstance(closing, int), "a statement says what is open"
    form = statement_form(
        table,
        template,
        templates.form(key, firm),
        firm=head_of(firm),
        facts=dict(_facts(_Names(firm), party.link, uid, table.rows))
        | {
            field.key: _Names(firm)(party.link, uid, field.key)
            for field in firm.shapes.own_fields(party.link)
        },
        closing=Money(closing),
    )
    paper = templates.paper(template.paper)
    return form, Laid(paper, tuple(sheets_of(form, template, paper)), wanted.copies)


def _facts(
    names: "_Names", link: str, uid: str, rows: Sequence[tuple[object, ...]]
) -> Iterator[tuple[str, str]]:
    """Walk what the head of a statement says; its first row is the opening balance, its last the closing one."""
    yield forms.PARTY, names(link, uid)
    for key, part in (("party_contact", "contact"), ("party_phone", "phone"), ("party_address", "address")):
        yield key, names(link, uid, part)
    yield forms.PERIOD, fill(Message.of(N_("{since} 至 {until}"), since=rows[0][0], until=rows[-1][0]))


class _Names:
    """Gives the printed words for a record."""

    def __init__(self, firm: Firm) -> None:
        """Look records up in `firm`, each once."""
        self._firm = firm
        self._kept: dict[tuple[str, str], dict[str, Any]] = {}

    def __call__(self, record: str, uid: str, part: str = "name") -> str:
        """Return one part of a record, empty where there is none."""
        if not uid:
            return ""
        if record == "document":
            head = stored.head(self._firm.books.connection(), uid)
            return head.number if head else ""
        values = self._values(record, uid)
        if is_own(part):
            return self._own(record, part, values.get(part))
        if part in _PARTS:
            rows, key = _PARTS[part]
            return str(values[rows][0].get(key) or "") if values.get(rows) else ""
        return str(values.get(part) or "")

    def _own(self, record: str, key: str, value: Any) -> str:
        """Write what stands in a field of the firm's own."""
        field = self._firm.shapes.record(record).by_key.get(key)
        if field is None or value is None or value == "":
            return ""
        if field.link:
            return self(field.link, str(value))
        return show(value, field.kind, ((choice.key, choice.label) for choice in field.choices))

    def pieces(self, item: str, quantity: Quantity) -> str:
        """Write a base quantity of an item as people count it."""
        return in_units(quantity, self._firm.catalogue.item(item).units)

    def _values(self, record: str, uid: str) -> dict[str, Any]:
        if (record, uid) not in self._kept:
            self._kept[record, uid] = records.load(self._firm, record, uid)
        return self._kept[record, uid]


def _owed(firm: Firm, view: View) -> tuple[Money, Money] | None:
    """Return what a customer owed before a posted sale and owes after it (上次欠款, 累计欠款), or None."""
    document = view.document
    doc_type = TYPES[document.type]
    posted = view.state is State.POSTED and doc_type.owes is not None
    if not posted or doc_type.party is not Party.CUSTOMER or not document.party:
        return None
    connection = firm.books.connection()
    head = stored.head(connection, document.uid)
    assert head is not None, "it is posted"
    party_id = firm.catalogue.party_id(document.party)
    before, after = money.balance_around(connection, party_id, Side.RECEIVABLE.value, head.id)
    return Money(before), Money(after)
