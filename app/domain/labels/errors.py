"""What is refused of labels, as typed facts."""

from dataclasses import dataclass
from typing import ClassVar

from app.core.errors import BusinessError
from app.core.text import Message


@dataclass(eq=False, kw_only=True)
class LabelTemplateBroken(BusinessError):
    """The template names a part that its kind does not have, or says it in a way that nobody can read."""

    code: ClassVar[str] = "LABEL_TEMPLATE_BROKEN"
    template: str
    name: str


@dataclass(eq=False, kw_only=True)
class LabelUnknown(BusinessError):
    """There is no such kind of label, or no such template of it."""

    code: ClassVar[str] = "LABEL_UNKNOWN"
    name: str


@dataclass(eq=False, kw_only=True)
class LabelIsEmpty(BusinessError):
    """Nothing is ticked: blank labels would come out."""

    code: ClassVar[str] = "LABEL_IS_EMPTY"
    template: str


@dataclass(eq=False, kw_only=True)
class LabelCodeUnfit(BusinessError):
    """A kind of bar code cannot hold this text."""

    code: ClassVar[str] = "LABEL_CODE_UNFIT"
    what: str
    text: str
    kind: Message


@dataclass(eq=False, kw_only=True)
class LabelTooSmall(BusinessError):
    """A part has no room on the label, even as small as it may be."""

    code: ClassVar[str] = "LABEL_TOO_SMALL"
    what: str
    text: str
    template: str


@dataclass(eq=False, kw_only=True)
class LabelTooWide(BusinessError):
    """The label is wider than the print head."""

    code: ClassVar[str] = "LABEL_TOO_WIDE"
    template: str
    width: str
    head: str


@dataclass(eq=False, kw_only=True)
class ScaleCodeOverflow(BusinessError):
    """A figure has more digits than a rule for labels of scales has room for."""

    code: ClassVar[str] = "SCALE_CODE_OVERFLOW"
    item: str
    figure: Message
    value: str
    most: Message
    rule: str


@dataclass(eq=False, kw_only=True)
class ScaleCodeInexact(BusinessError):
    """A figure is finer than a rule for labels of scales can tell: it would read back as another."""

    code: ClassVar[str] = "SCALE_CODE_INEXACT"
    item: str
    figure: Message
    value: str
    least: Message
    rule: str


@dataclass(eq=False, kw_only=True)
class NoScaleNumber(BusinessError):
    """No number of the goods has the digits that a rule asks for."""

    code: ClassVar[str] = "NO_SCALE_NUMBER"
    item: str
    rule: str
    wanted: Message


@dataclass(eq=False, kw_only=True)
class ScaleCodeTaken(BusinessError):
    """The code would be read as something else than this load."""

    code: ClassVar[str] = "SCALE_CODE_TAKEN"
    item: str
    text: str
    rule: str


@dataclass(eq=False, kw_only=True)
class ScaleCodeWithoutPrice(BusinessError):
    """A rule tells an amount alone, and these goods have none."""

    code: ClassVar[str] = "SCALE_CODE_WITHOUT_PRICE"
    item: str
    rule: str


@dataclass(eq=False, kw_only=True)
class ScaleCodeOtherPrice(BusinessError):
    """A rule tells an amount alone, and at the retail price it would be another weight."""

    code: ClassVar[str] = "SCALE_CODE_OTHER_PRICE"
    item: str
    amount: str
    weight: str
    rule: str


@dataclass(eq=False, kw_only=True)
class LabelOtherSupplier(BusinessError):
    """A label of one supplier's goods was scanned where goods of another one are."""

    code: ClassVar[str] = "LABEL_OTHER_SUPPLIER"
    item: str
    theirs: str
    ours: str


@dataclass(eq=False, kw_only=True)
class LabelOtherOrder(BusinessError):
    """A label belongs to another order than those the document is drawn from."""

    code: ClassVar[str] = "LABEL_OTHER_ORDER"
    item: str
    theirs: str
    ours: str


@dataclass(eq=False, kw_only=True)
class NotOnOrder(BusinessError):
    """A label names an order in which its item does not stand."""

    code: ClassVar[str] = "NOT_ON_ORDER"
    item: str
    order: str


@dataclass(eq=False, kw_only=True)
class BatchNotHere(BusinessError):
    """A label names a batch of which there is nothing in stock."""

    code: ClassVar[str] = "BATCH_NOT_HERE"
    item: str
    batch: str
