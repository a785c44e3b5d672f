"""The vocabulary in which a document type is declared.

A `DocType` says what is asked for (`header`, `line`), where goods go (`moves`), who owes whom (`owes`), what it is
drawn from (`source`). One engine (`app.domain.posting.engine`) reads it; adding a type is one file in `types`.
"""

from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from app.core.field import Field
from app.core.formula import Formula
from app.core.kinds import Kind
from app.core.rule import Alone, Rule
from app.core.text import EMPTY, Label
from app.domain.documents.document import Line
from app.domain.places import PlaceKind


class Tab(Enum):
    """The tab of the window where a type is at home."""

    PURCHASE = "purchase"
    SALES = "sales"
    STOCK = "stock"
    MONEY = "money"


class Party(Enum):
    """Whom the document is with."""

    NONE = "none"
    SUPPLIER = "supplier"
    CUSTOMER = "customer"


class Basis(Enum):
    """How the value of goods that enter or leave a place is found (rules of `costing_scenarios.json`)."""

    __hash__ = object.__hash__  # a member is itself: 0.05 µs a look-up instead of 0.3

    GIVEN = "given"  # in, at the line's own amount (R02)
    STOCK = "stock"  # out, at what stock says (R05, R06, R09)
    RETURNED = "returned"  # in, at what the tied issue cost, else the current cost (R12, R13)
    SENT_BACK = "sent_back"  # out, to the supplier, at the receipt's price (R14)
    FOUND = "found"  # in, by counting, at the current average (R15)
    CARRIED = "carried"  # in, at what the other end of the same move gave (R23)
    ASSEMBLED = "assembled"  # in, at a share of what the document consumed, plus or minus a fee (R22)
    REVALUED = "revalued"  # value only, on the pool (R16)
    REPRICED = "repriced"  # value only, on a receipt (R17, R18)


@dataclass(frozen=True, slots=True)
class End:
    """One end of a move: a place of the world by kind, or one of ours named by a header field."""

    kind: PlaceKind
    field: str = ""


WAREHOUSE = End(PlaceKind.WAREHOUSE, "warehouse")
TO_WAREHOUSE = End(PlaceKind.WAREHOUSE, "to_warehouse")
IN_TRANSIT = End(PlaceKind.TRANSIT)
FROM_SUPPLIER = TO_SUPPLIER = End(PlaceKind.SUPPLIER)
TO_CUSTOMER = FROM_CUSTOMER = End(PlaceKind.CUSTOMER)
PRODUCTION = End(PlaceKind.PRODUCTION)
DIFFERENCE = End(PlaceKind.DIFFERENCE)
OTHER = End(PlaceKind.OTHER)
OPENING = End(PlaceKind.OPENING)
ADJUSTMENT = End(PlaceKind.ADJUSTMENT)


@dataclass(frozen=True, slots=True)
class Moves:
    """Goods of each line (of `role`, if given) go from `origin` to `target`.

    `quantity` names the figure of the line that moves, in base units: ``base_quantity``, ``base_lost``, of a count
    ``surplus``, ``shortage``, ``opening_surplus`` or ``opening_shortage``; lines where it is zero do not move. A
    `strict` move never exceeds the stock on hand, whatever the warehouse allows (R08).
    """

    origin: End
    target: End
    basis: Basis
    quantity: str = "base_quantity"
    role: str = ""
    strict: bool = False


class Side(Enum):
    """Which account of a party a document writes to."""

    RECEIVABLE = "receivable"
    PAYABLE = "payable"


@dataclass(frozen=True, slots=True)
class Owes:
    """The document changes what a party owes us (RECEIVABLE) or we owe it (PAYABLE) by sign × its total."""

    side: Side
    sign: int


@dataclass(frozen=True, slots=True)
class Source:
    """Lines may be drawn from lines of other types (F29).

    `types` are doc type keys. With `counts`, drawn quantities use up the source line's open quantity; more than open
    is refused unless the setting named by `excess` allows a rate above it. A `compulsory` source forbids lines
    without one. With `settles`, the lines name whole documents whose open amounts are paid off. With `other_party`,
    the source may be anybody's: a carrier bills the freight of another one's goods.
    """

    types: tuple[str, ...]
    counts: bool = True
    excess: str = ""
    compulsory: bool = False
    settles: bool = False
    other_party: bool = False

    @property
    def is_asked(self) -> bool:
        """Whether every line must name its source."""
        return self.compulsory or self.settles


class Expects(Enum):
    """What open lines of an order promise for the stock: goods to come or goods reserved."""

    NOTHING = "nothing"
    INCOMING = "incoming"
    RESERVED = "reserved"


@dataclass(frozen=True, kw_only=True, eq=False)  # without slots: it keeps its fields by key
class DocType:
    """One type of document, whole.

    `amounts`: the lines have money. `sales`, `purchases`: the sign with which lines enter those figures. `cash`: the
    sign of the money in the header fields ``paid`` (account ``account``) and ``paid_2`` (``account_2``). `compares`:
    each line is counted and compared with the book (F48). `roles`: the groups of lines, where there are several.
    `fee`: the sign with which the header's ``fee`` enters what was assembled. `reprices`: lines change the cost of
    the receipt line they are drawn from. `shares`: the header amount that is shared over the lines. `settles`: the
    document pays off others; with `pays_back` nothing of it may stay open, because more cannot be given back than there
    is. `states`: the header amounts whose sum the document is about; without them it is about
    its lines. Of a firm's own fields: those of the head in `listed` stand in lists, those `of_item` and `of_party`, of
    the goods of a line and of the party, can stand on paper, what a draft holds of those in
    `kept`, which are out of use, stays as it is, and `formulas` and `line_formulas` are worked out with the figures.
    `rules` and `line_rules` are the firm's own, `unique` and `line_unique` what no two heads or lines may share so.
    """

    key: str
    label: Label
    prefix: str
    tab: Tab
    header: tuple[Field, ...]
    line: tuple[Field, ...]
    party: Party = Party.NONE
    moves: tuple[Moves, ...] = ()
    owes: Owes | None = None
    source: Source | None = None
    expects: Expects = Expects.NOTHING
    amounts: bool = True
    sales: int = 0
    purchases: int = 0
    cash: int = 0
    compares: bool = False
    roles: tuple[tuple[str, Label], ...] = ()
    fee: int = 0
    reprices: bool = False
    shares: str = ""
    settles: bool = False
    pays_back: bool = False
    states: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    of_item: tuple[Field, ...] = ()
    of_party: tuple[Field, ...] = ()
    kept: frozenset[str] = frozenset()
    formulas: tuple[Formula, ...] = ()
    line_formulas: tuple[Formula, ...] = ()
    rules: tuple[Rule, ...] = ()
    line_rules: tuple[Rule, ...] = ()
    unique: tuple[Alone, ...] = ()
    line_unique: tuple[Alone, ...] = ()
    help: Label = EMPTY

    @property
    def needs_lines(self) -> bool:
        """Whether a document without lines says nothing."""
        return bool(self.line) and not self.settles

    @cached_property
    def takes_on(self) -> bool:
        """Whether it begins something new, which nobody does with what is out of use: orders, sales, goods that come.

        Returns, counts, payments and openings wind up what is there.
        """
        comes = any(move.basis is Basis.GIVEN and move.origin is not OPENING for move in self.moves)
        return comes or self.sales > 0 or self.expects is not Expects.NOTHING

    @property
    def has_total(self) -> bool:
        """Whether the document comes to an amount of money."""
        return self.amounts or bool(self.states)

    @cached_property
    def quantities(self) -> tuple[str, ...]:
        """The keys of the quantities that people write on a line, each in the line's unit."""
        return tuple(field.key for field in self.line if field.kind is Kind.QUANTITY and not field.read_only)

    def moved(self, line: Line) -> int:
        """Return how much goods a line moves, whichever way, in base units."""
        return sum(
            abs(getattr(line, moves.quantity))
            for moves in self.moves
            if moves.quantity and moves.role in ("", line.role)
        )

    def header_field(self, key: str) -> Field | None:
        """Return the header field of this key, or None."""
        return self._header_by_key.get(key)

    def line_field(self, key: str) -> Field | None:
        """Return the line field of this key, or None."""
        return self._line_by_key.get(key)

    @property
    def begins_lines(self) -> bool:
        """Say whether a person may begin a line; else every line is drawn from another document."""
        return "item" in self._line_by_key and not (self.source is not None and self.source.compulsory)

    @cached_property
    def _header_by_key(self) -> dict[str, Field]:
        return {field.key: field for field in reversed(self.header)}

    @cached_property
    def _line_by_key(self) -> dict[str, Field]:
        return {field.key: field for field in reversed(self.line)}
