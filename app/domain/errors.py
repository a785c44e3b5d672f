"""What the rules for records refuse, as typed facts; `app.i18n.messages` has the sentences.

`label` is what a field or a child list is called. A record is told by what people know it by: code and
name. The field in question stands in `field`; inside a child list it is ``barcodes.code``, and `line` counts its rows.
"""

from dataclasses import dataclass, field
from typing import ClassVar

from app.core.errors import BusinessError
from app.core.text import N_, Message


@dataclass(eq=False, kw_only=True)
class MissingField(BusinessError):
    """A field that must be filled in is empty."""

    code: ClassVar[str] = "MISSING_FIELD"
    label: Message


@dataclass(eq=False, kw_only=True)
class WrongValue(BusinessError):
    """The value is of another kind, or none of the choices."""

    code: ClassVar[str] = "WRONG_VALUE"
    label: Message
    value: str


@dataclass(eq=False, kw_only=True)
class OutOfRange(BusinessError):
    """The value is below the least or above the most; both are written out, and empty where there is no bound."""

    code: ClassVar[str] = "OUT_OF_RANGE"
    label: Message
    value: str
    least: str
    most: str
    bounds: Message = field(init=False)

    def __post_init__(self) -> None:
        """Say which bounds there are."""
        both, below = N_("允许范围：{least} ～ {most}。"), N_("最大是 {most}。")
        template = (both if self.most else N_("最小是 {least}。")) if self.least else below
        self.bounds = Message.of(template, least=self.least, most=self.most)


@dataclass(eq=False, kw_only=True)
class TooManyPlaces(BusinessError):
    """The number has more decimals than this kind of figure keeps."""

    code: ClassVar[str] = "TOO_MANY_PLACES"
    label: Message
    value: str
    places: int


@dataclass(eq=False, kw_only=True)
class TooLong(BusinessError):
    """The text has more characters than the field takes."""

    code: ClassVar[str] = "TOO_LONG"
    label: Message
    length: int
    longest: int


@dataclass(eq=False, kw_only=True)
class ListTooLong(BusinessError):
    """A child list has more rows than it takes."""

    code: ClassVar[str] = "LIST_TOO_LONG"
    label: Message
    rows: int
    most: int


@dataclass(eq=False, kw_only=True)
class MangledCode(BusinessError):
    """A spreadsheet made a number of the code: 6.9E+12, 2001.0; its digits are lost or doubtful."""

    code: ClassVar[str] = "MANGLED_CODE"
    label: Message
    value: str


@dataclass(eq=False, kw_only=True)
class DuplicateKey(BusinessError):
    """Another record has this code already; case, width and blanks do not count."""

    code: ClassVar[str] = "DUPLICATE_KEY"
    label: Message
    value: str
    other: str
    other_uid: str


@dataclass(eq=False, kw_only=True)
class FiguresOverlap(BusinessError):
    """Two figures of a code stand in the same place."""

    code: ClassVar[str] = "FIGURES_OVERLAP"
    label: Message
    other: Message


@dataclass(eq=False, kw_only=True)
class RepeatedValue(BusinessError):
    """The same value stands twice in one child list."""

    code: ClassVar[str] = "REPEATED_VALUE"
    label: Message
    value: str


@dataclass(eq=False, kw_only=True)
class UnknownReference(BusinessError):
    """No record of this type has the uid, code or name that was given."""

    code: ClassVar[str] = "UNKNOWN_REFERENCE"
    label: Message
    value: str


@dataclass(eq=False, kw_only=True)
class Disabled(BusinessError):
    """The record is out of use: nothing new is begun with it."""

    code: ClassVar[str] = "DISABLED"
    label: Message
    record: str


@dataclass(eq=False, kw_only=True)
class OneOrTheOther(BusinessError):
    """Two fields say the same in different ways; both are filled in."""

    code: ClassVar[str] = "ONE_OR_THE_OTHER"
    label: Message
    other: Message


@dataclass(eq=False, kw_only=True)
class TooEarly(BusinessError):
    """A day lies before the one that it follows."""

    code: ClassVar[str] = "TOO_EARLY"
    label: Message
    value: str
    other: Message
    since: str


@dataclass(eq=False, kw_only=True)
class AnotherDay(BusinessError):
    """A moment does not lie on the day of its document."""

    code: ClassVar[str] = "ANOTHER_DAY"
    label: Message
    value: str
    date: str


@dataclass(eq=False, kw_only=True)
class UnknownUnit(BusinessError):
    """The item has no such unit."""

    code: ClassVar[str] = "UNKNOWN_UNIT"
    item: str
    unit: str


@dataclass(eq=False, kw_only=True)
class FractionOfUnit(BusinessError):
    """The quantity is no whole number of the smallest step of the base unit: 0.3 of a box of 12."""

    code: ClassVar[str] = "FRACTION_OF_UNIT"
    quantity: str
    unit: str
    base_unit: str


@dataclass(eq=False, kw_only=True)
class RatioFrozen(BusinessError):
    """The item has moved: its base unit and the ratios of its units stay as they are."""

    code: ClassVar[str] = "RATIO_FROZEN"
    item: str
    unit: str


@dataclass(eq=False, kw_only=True)
class InUse(BusinessError):
    """The record is in use: this can no longer be changed."""

    code: ClassVar[str] = "IN_USE"
    record: str
    label: Message


@dataclass(eq=False, kw_only=True)
class OwnAncestor(BusinessError):
    """A record of a tree would stand below itself."""

    code: ClassVar[str] = "OWN_ANCESTOR"
    record: str


@dataclass(eq=False, kw_only=True)
class NotMergeable(BusinessError):
    """Two records cannot become one, because they differ in the field called `label`."""

    code: ClassVar[str] = "NOT_MERGEABLE"
    loser: str
    winner: str
    label: Message


@dataclass(eq=False, kw_only=True)
class StillHolds(BusinessError):
    """The record has stock or open amounts that must be carried over first."""

    code: ClassVar[str] = "STILL_HOLDS"
    record: str


@dataclass(eq=False, kw_only=True)
class CodesExhausted(BusinessError):
    """No free number is left in this range of codes."""

    code: ClassVar[str] = "CODES_EXHAUSTED"
    prefix: str
