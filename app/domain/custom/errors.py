"""What is wrong with a definition of the firm's own, or with a row that breaks a rule of its own."""

from dataclasses import dataclass
from typing import ClassVar

from app.core.errors import BusinessError
from app.core.text import Message


@dataclass(eq=False, kw_only=True)
class ExpressionUnclear(BusinessError):
    """A formula or condition cannot be read; `near` is what stands where it ends to be understood."""

    code: ClassVar[str] = "EXPRESSION_UNCLEAR"
    text: str
    near: str


@dataclass(eq=False, kw_only=True)
class UnknownName(BusinessError):
    """A formula or condition names a field that is not there."""

    code: ClassVar[str] = "UNKNOWN_NAME"
    text: str
    name: str
    known: tuple[str, ...]


@dataclass(eq=False, kw_only=True)
class NotLookedFor(UnknownName):
    """Documents are not looked through for this field."""

    code: ClassVar[str] = "NOT_LOOKED_FOR"


@dataclass(eq=False, kw_only=True)
class CircularFormula(BusinessError):
    """A formula needs itself, by way of others."""

    code: ClassVar[str] = "CIRCULAR_FORMULA"
    name: str
    way: tuple[str, ...]


@dataclass(eq=False, kw_only=True)
class FieldNameTaken(BusinessError):
    """There is a field of this name already where the new one is to stand."""

    code: ClassVar[str] = "FIELD_NAME_TAKEN"
    name: str


@dataclass(eq=False, kw_only=True)
class NamedInFormula(BusinessError):
    """A field stays in use and of its kind while a formula or rule names it."""

    code: ClassVar[str] = "NAMED_IN_FORMULA"
    name: str
    others: tuple[str, ...]


@dataclass(eq=False, kw_only=True)
class PatternRefused(BusinessError):
    """A pattern is no regular expression, or one that could run without end."""

    code: ClassVar[str] = "PATTERN_REFUSED"
    pattern: str
    is_wrong: bool


@dataclass(eq=False, kw_only=True)
class RuleBroken(BusinessError):
    """A row breaks a rule of the firm: `rule` is its code, `says` what the firm says of it."""

    code: ClassVar[str] = "RULE_BROKEN"
    rule: str
    says: str
    label: Message
    value: str


@dataclass(eq=False, kw_only=True)
class ReasonAsked(RuleBroken):
    """A row breaks a rule that takes a reason, and there is none."""

    code: ClassVar[str] = "REASON_ASKED"
