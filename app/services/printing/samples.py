"""A form filled with examples, for whoever designs it: every field says something, one name is as long as names get."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from app.core.field import Field
from app.core.kinds import Kind
from app.core.numbers import Money, Price, Quantity, Rate, amount_of, money, net_of_gross, price, quantity
from app.core.table import Column, Table
from app.core.text import N_, Label, Message
from app.domain.documents import fields as f
from app.domain.documents.document import Document, Line
from app.domain.documents.types import TYPES
from app.domain.printing import forms
from app.domain.printing.forms import Form
from app.domain.printing.templates import PrintTemplate
from app.i18n.catalog import fill, tr
from app.i18n.show import show
from app.services.firm import Firm
from app.services.printing import templates
from app.services.printing.making import head_of

if TYPE_CHECKING:
    from app.formats.print_form import PrintForm

_SAMPLE: Final = "sample"
_TAX: Final = Rate(130_000)
_GOODS: Final = (
    (N_("可口可乐"), "6901234500001", "330ml×24", N_("箱"), "3", "52.80"),
    (N_("饮用天然水"), "6901234500002", "550ml×24", N_("箱"), "10", "28"),
    (
        N_("全自动洗碗机专用加厚不锈钢双层沥水置物架（含安装配件、说明书和三年保修卡，颜色随机发货，一箱一台，轻拿轻放）"),
        "SP0003",
        "60×40×90cm",
        N_("台"),
        "1",
        "1268.50",
    ),
    (N_("阿克苏苹果"), "SP0004", "", "kg", "12.5", "9.98"),
)  # fmt: skip
_WORDS: Final[dict[tuple[str, str], Label]] = {
    ("customer", "name"): N_("杭州佳惠餐饮管理有限公司"),
    ("supplier", "name"): N_("五常市金谷粮油有限公司"),
    ("party", "contact"): N_("李经理"),
    ("party", "phone"): Label("13800000000"),
    ("party", "address"): N_("杭州市西湖区文一西路 1 号"),
    ("warehouse", "name"): N_("主仓库"),
    ("account", "name"): N_("工商银行"),
    ("staff", "name"): N_("张三"),
    ("document", "name"): Label("XS-A-20261101-0007"),
}
_PARTIES: Final = frozenset({"customer", "supplier"})
_REMARK: Final = N_("送到后门，先打电话")
_FRAGILE: Final = N_("易碎")
_EVERY: Final = 3
"""Every third line of a statement is a payment."""
_LONG_NAME: Final = 2
"""The place of the long name among the goods."""
_DAY: Final = "2026-11-22"
_PAID: Final = money("200")
_OWED: Final = money("5000")
_INTEGER: Final = 7
_ATTRIBUTES: Final = frozenset({"party", "business_date", "tax_included", "rounding", "happened_at"})
"""Header fields that are attributes of a document, and said otherwise."""
_MOST_PAGES: Final = 3
"""Pages that a preview draws: the first, one that carries over, often the last."""


def sample_form(firm: Firm, template: PrintTemplate, *, lines: int) -> "PrintForm":
    """Fill a template with so many lines."""
    form = templates.form(template.form, firm)
    return _document(firm, template, lines) if form.key in TYPES else _statement(firm, template, form, lines)


def preview(firm: Firm, template: PrintTemplate, *, lines: int, dpi: int) -> "Preview":
    """Draw the pages that a template makes of an example."""
    from app.formats.document_pdf import sheets_of  # noqa: PLC0415 - what draws is loaded with the first page
    from app.formats.sheet_picture import png_of  # noqa: PLC0415 - see above

    sheets = sheets_of(sample_form(firm, template, lines=lines), template, templates.paper(template.paper))
    return Preview(tuple(png_of(sheet, dpi=dpi) for sheet in sheets[:_MOST_PAGES]), len(sheets))


@dataclass(frozen=True, slots=True)
class Preview:
    """The first pages as PNG pictures, and how many there are."""

    pages: tuple[bytes, ...]
    count: int


def _document(firm: Firm, template: PrintTemplate, lines: int) -> "PrintForm":
    from app.formats.print_form import Balance, document_form  # noqa: PLC0415 - see above

    doc_type = firm.shapes.document(template.form)
    header = {
        field.key: _value(field.key, field.kind, field)
        for field in doc_type.header
        if not field.folded or field.key == f.ADDRESS.key
    }
    made = tuple(
        _line(number, doc_type.line, doc_type.roles) for number in range(lines if doc_type.line else 0)
    )
    document = Document(
        uid=_SAMPLE,
        type=doc_type.key,
        business_date=_DAY,
        party=_SAMPLE,
        number=f"{doc_type.prefix}-A-{_DAY.replace('-', '')}-0001",
        discount=Money(header.pop("discount", 0)),
        rounding=Money(0),
        header={key: value for key, value in header.items() if key not in _ATTRIBUTES},
        lines=made,
    )
    after = Money(_OWED + document.total - _PAID)
    return document_form(
        document,
        template,
        doc_type=doc_type,
        names=_Names((*doc_type.of_item, *doc_type.of_party)),
        pieces=_pieces,
        firm=head_of(firm),
        balance=Balance(_OWED, after),
        made_by=firm.author,
    )


def _line(number: int, fields: tuple[Field, ...], roles: tuple[tuple[str, Label], ...]) -> Line:
    """Make a line; what a type does not ask for is not printed anyway."""
    place = number % len(_GOODS)
    *_, unit, count, each = _GOODS[place]
    amount = amount_of(Price(price(each)), Quantity(quantity(count)))
    net = net_of_gross(amount, _TAX)
    known = frozenset(Line.__dataclass_fields__)
    return Line(
        item=str(place),
        role=roles[number % len(roles)][0] if roles else "",
        unit=tr(Label(unit)),
        quantity=quantity(count),
        base_quantity=quantity(count),
        price=price(each),
        tax_rate=_TAX,
        amount=amount,
        net=net,
        tax=Money(amount - net),
        gross=amount,
        source=_SAMPLE,
        data={
            field.key: _value(field.key, field.kind, field)
            for field in fields
            if field.key not in known and field.kind is not Kind.NOTE
        }
        | ({f.LINE_REMARK.key: tr(_FRAGILE)} if place == _LONG_NAME else {f.LINE_REMARK.key: ""}),
    )


def _value(key: str, kind: Kind, field: Field | None = None) -> Any:
    """Return an example of a kind."""
    match kind:
        case Kind.DATE:
            return _DAY
        case Kind.MONEY:
            return _PAID if key in {"paid", "increase", "amount", "balance"} else Money(0)
        case Kind.QUANTITY | Kind.PRICE | Kind.NUMBER:
            return quantity("3")
        case Kind.LINK:
            return _SAMPLE
        case Kind.CHOICE:
            return field.choices[0].key if field is not None and field.choices else ""
        case Kind.CODE:
            return "A20261101"
        case Kind.INTEGER:
            return _INTEGER
        case Kind.RATE | Kind.INSTANT:
            return 0
        case Kind.BOOL:
            return False
        case _:
            return tr(_REMARK)


def _names(record: str, uid: str, part: str = "name") -> str:
    """Give the words for an example."""
    if record == "item":
        name, code, spec, *_ = _GOODS[int(uid)]
        return tr(Label({"name": name, "code": code, "spec": spec, "barcode": code}.get(part, "")))
    known = _WORDS.get((record, part)) or (_WORDS.get(("party", part)) if record in _PARTIES else None)
    return tr(known) if known is not None else ""


class _Names:
    """Gives the words for an example, those of fields of the firm's own, too."""

    def __init__(self, own: Sequence[Field]) -> None:
        self._own = {field.key: field for field in own}

    def __call__(self, record: str, uid: str, part: str = "name") -> str:
        field = self._own.get(part)
        return _names(record, uid, part) if field is None else _example(field)


def _example(field: Field) -> str:
    """Write an example of a field of the firm's own."""
    if field.kind is Kind.LINK:
        return tr(_REMARK)
    value = _value(field.key, field.kind, field)
    return show(value, field.kind, ((choice.key, choice.label) for choice in field.choices))


def _pieces(item: str, _quantity: Quantity) -> str:
    *_, unit, _count, _each = _GOODS[int(item)]
    return f"1{tr(Label(unit))}"


def _statement(firm: Firm, template: PrintTemplate, form: Form, lines: int) -> "PrintForm":
    from app.formats.print_form import statement_form  # noqa: PLC0415 - see above
    from app.reports.catalogue.statement import PRINTED  # noqa: PLC0415 - see above

    rows = [tuple(_cell(column, number) for column in form.columns) for number in range(lines)]
    record = PRINTED[form.key][0].link
    facts = {
        forms.PARTY: _names(record, _SAMPLE),
        **dict(_facts(record)),
        **{field.key: _example(field) for field in firm.shapes.own_fields(record)},
        forms.PERIOD: fill(Message.of(N_("{since} 至 {until}"), since="2026-11-01", until="2026-11-30")),
    }
    return statement_form(
        Table(form.label, form.columns, rows),
        template,
        form,
        firm=head_of(firm),
        facts=facts,
        closing=_OWED,
    )


def _facts(record: str) -> Iterator[tuple[str, str]]:
    for key, part in (("party_contact", "contact"), ("party_phone", "phone"), ("party_address", "address")):
        yield key, _names(record, _SAMPLE, part)


def _cell(column: Column, number: int) -> Any:
    """Return an example for a cell of a statement."""
    if column.choices:
        return column.choices[number % len(column.choices)][0]
    goods = _GOODS[number % len(_GOODS)]
    if column.kind is Kind.TEXT:
        return tr(Label(goods[3 if column.key == f.UNIT.key else 0]))
    if column.key in {"increase", "decrease"}:
        return _PAID if (column.key == "increase") == bool(number % _EVERY) else None
    return _value(column.key, column.kind)
