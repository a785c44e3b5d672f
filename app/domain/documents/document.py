"""Document and Line: what a person wrote, and after `totals.settle` also what it comes to.

Both are frozen. A draft is the same thing with less filled in. Figures are stored integers (`app.core.numbers`);
records are named by uid; `header` and `data` hold the declared fields that the engine need not know by name.
"""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields, replace
from operator import attrgetter
from typing import Any

from app.core.numbers import Money, Price, Quantity, Rate


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line. As entered: item … amount. Computed by `totals.settle`: base_quantity, net, tax, gross.

    `quantity` and `price` are per `unit`, and None where nobody said them; `numerator`/`denominator` is its ratio
    to the base unit then. `amount` is the line before whole-document discounts, in the document's entry basis
    (with or without tax); when `typed_amount` it was typed and rules over price × quantity (R02, 金额优先).
    net + tax = gross, always.
    `source` and `source_line` name the line it was drawn from.
    """

    item: str = ""
    role: str = ""
    unit: str = ""
    numerator: int = 1
    denominator: int = 1
    quantity: Quantity | None = None
    price: Price | None = None
    discount: Rate = Rate(0)
    tax_rate: Rate = Rate(0)
    amount: Money = Money(0)
    typed_amount: bool = False
    source: str = ""
    source_line: int = 0
    base_quantity: Quantity = Quantity(0)
    net: Money = Money(0)
    tax: Money = Money(0)
    gross: Money = Money(0)
    data: Mapping[str, Any] = field(default_factory=dict)

    @property
    def opens(self) -> bool:
        """Whether it is the first count of these goods: its difference is what the books began without (F10)."""
        return bool(self.data.get("opens"))

    @property
    def surplus(self) -> Quantity:
        """How much more was counted than the book said, in base units; none when the count opens the book."""
        return Quantity(0 if self.opens else self.data.get("surplus") or 0)

    @property
    def shortage(self) -> Quantity:
        """How much less was counted than the book said, in base units; none when the count opens the book."""
        return Quantity(0 if self.opens else self.data.get("shortage") or 0)

    @property
    def opening_surplus(self) -> Quantity:
        """How much more was there from the beginning than the book said, in base units."""
        return Quantity((self.data.get("surplus") or 0) if self.opens else 0)

    @property
    def opening_shortage(self) -> Quantity:
        """How much less was there from the beginning than the book said, in base units."""
        return Quantity((self.data.get("shortage") or 0) if self.opens else 0)

    @property
    def base_lost(self) -> Quantity:
        """What was lost on the way, in base units."""
        return Quantity((self.data.get("lost") or 0) * self.numerator // self.denominator)

    @property
    def drawn(self) -> Quantity:
        """What the line uses up of the one it is drawn from, in base units."""
        return Quantity(self.base_quantity + self.base_lost)

    def value(self, key: str) -> Any:
        """Return a declared field by key, whether it is an attribute or extra data."""
        return getattr(self, key) if key in _LINE_ATTRIBUTES else self.data.get(key)

    def with_figures(
        self, base_quantity: Quantity, *, amount: Money, net: Money, tax: Money, gross: Money
    ) -> "Line":
        """Return the line with its computed figures; itself when they stand there already."""
        figures = (base_quantity, amount, net, tax, gross)
        if figures == (self.base_quantity, self.amount, self.net, self.tax, self.gross):
            return self
        return self._with(figures, self.data)

    def with_data(self, data: Mapping[str, Any]) -> "Line":
        """Return the line with other extra data."""
        return self._with((self.base_quantity, self.amount, self.net, self.tax, self.gross), data)

    def _with(self, figures: tuple[Quantity, Money, Money, Money, Money], data: Mapping[str, Any]) -> "Line":
        """Spelled out: two thirds of the time of `replace`, on the path of every line that is posted."""
        base_quantity, amount, net, tax, gross = figures
        return Line(
            item=self.item,
            role=self.role,
            unit=self.unit,
            numerator=self.numerator,
            denominator=self.denominator,
            quantity=self.quantity,
            price=self.price,
            discount=self.discount,
            tax_rate=self.tax_rate,
            amount=amount,
            typed_amount=self.typed_amount,
            source=self.source,
            source_line=self.source_line,
            base_quantity=base_quantity,
            net=net,
            tax=tax,
            gross=gross,
            data=data,
        )

    def with_value(self, key: str, value: Any) -> "Line":
        """Return the line with one field changed."""
        if key in _LINE_ATTRIBUTES:
            return replace(self, **{key: value})
        return replace(self, data={**self.data, key: value})


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One document. `discount` is the whole-document discount, `rounding` the 抹零; total = Σ gross of the lines.

    `happened_at` (ms UTC) is when the goods moved, if known better than by day; it matters to counting (F48).
    `reverses` names the document that this one takes back (红冲).
    """

    uid: str
    type: str
    business_date: str
    party: str = ""
    number: str = ""
    tax_included: bool = True
    discount: Money = Money(0)
    rounding: Money = Money(0)
    happened_at: int = 0
    reverses: str = ""
    header: Mapping[str, Any] = field(default_factory=dict)
    lines: tuple[Line, ...] = ()

    @property
    def total(self) -> Money:
        """What is due: the sum of the lines after all discounts, tax included."""
        return Money(sum(line.gross for line in self.lines))

    @property
    def net(self) -> Money:
        """The total without tax."""
        return Money(sum(line.net for line in self.lines))

    @property
    def tax(self) -> Money:
        """The tax in the total."""
        return Money(sum(line.tax for line in self.lines))

    def value(self, key: str) -> Any:
        """Return a declared header field by key."""
        return getattr(self, key) if key in _DOCUMENT_ATTRIBUTES else self.header.get(key)

    def with_value(self, key: str, value: Any) -> "Document":
        """Return the document with one header field changed."""
        if key in _DOCUMENT_ATTRIBUTES:
            return replace(self, **{key: value})
        return replace(self, header={**self.header, key: value})

    def with_line(self, number: int, line: Line) -> "Document":
        """Return the document with line `number` (from 1) replaced, or appended when it is the next."""
        lines = list(self.lines)
        lines[number - 1 : number] = [line]
        return replace(self, lines=tuple(lines))


_LINE_ATTRIBUTES = frozenset(Line.__dataclass_fields__) - {"data"}
_DOCUMENT_ATTRIBUTES = frozenset(Document.__dataclass_fields__) - {"header", "lines"}


def serials_of(line: Line) -> list[str]:
    """Return the serial numbers of a line, one a word or a line of its text."""
    return str(line.data.get("serials") or "").split()


def line_payload(line: Line) -> dict[str, Any]:
    """Write a line as plain data for the operation log; what is at its default is left out."""
    values = zip(_LINE_KEYS, _values_of_line(line), _LINE_DEFAULTS, strict=True)
    plain = {key: value for key, value, default in values if value != default}
    if line.data:
        plain["data"] = dict(line.data)
    return plain


def payload(document: Document) -> dict[str, Any]:
    """Write a document as plain data for the operation log: everything replay needs, nothing else."""
    plain: dict[str, Any] = {
        key: value
        for key in _DOCUMENT_KEYS
        if (value := getattr(document, key)) != _DOCUMENT_DEFAULTS.get(key)
    }
    plain["tax_included"] = document.tax_included
    if document.header:
        plain["header"] = dict(document.header)
    plain["lines"] = [line_payload(line) for line in document.lines]
    return plain


def from_payload(plain: Mapping[str, Any]) -> Document:
    """Read back what `payload` wrote."""
    rest = dict(plain)
    lines = tuple(Line(**line) for line in rest.pop("lines", ()))
    return Document(lines=lines, **rest)


_LINE_KEYS = tuple(sorted(_LINE_ATTRIBUTES))
_values_of_line = attrgetter(*_LINE_KEYS)
_LINE_DEFAULTS: tuple[object, ...] = _values_of_line(Line())
_DOCUMENT_KEYS = tuple(sorted(_DOCUMENT_ATTRIBUTES))
_DOCUMENT_DEFAULTS = {each.name: each.default for each in fields(Document) if each.default is not MISSING}
"""What must be given has none: a draft without a date is written as it is."""
