"""LabelTemplate: what one label shows. Frozen; a firm's change is a new template.

A shipped one follows from the declaration of its kind (`standard`). What a firm keeps is the plain form, whole; it is
refused when it says what nobody can read, and what this version does not know is left out.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from app.core.field import Field
from app.core.kinds import Kind
from app.core.text import N_
from app.domain.labels.codes import AUTO, BARS
from app.domain.labels.errors import LabelTemplateBroken, LabelUnknown
from app.domain.labels.kinds import CODES, KINDS, SAID, LabelKind, Shipped

WIDTH = Field("width", N_("宽（毫米）"), Kind.INTEGER, required=True, least=150, most=1200)
HEIGHT = Field("height", N_("高（毫米）"), Kind.INTEGER, required=True, least=100, most=2000)
GAP = Field("gap", N_("间隙（毫米）"), Kind.INTEGER, least=0, most=200, help=N_("两张标签之间露出底纸的宽度"))
MARGIN = Field("margin", N_("边距（毫米）"), Kind.INTEGER, least=0, most=100)
BAR_KIND = Field(
    "bars",
    N_("条码种类"),
    Kind.CHOICE,
    required=True,
    choices=BARS,
    help=N_("自动：是商品条码就用 EAN，其他用 Code 128"),
)
BAR_TEXT = Field("bar_text", N_("条码下印数字"), Kind.BOOL)
SIZE = Field("size", N_("高（毫米）"), Kind.INTEGER, least=10, most=600)
CAPTION = Field("caption", N_("前面的字"), Kind.TEXT, longest=20)
MEASURES: Final = (WIDTH, HEIGHT, GAP, MARGIN)
"""Kept in tenths of a millimetre, shown with one decimal."""
OPTIONS: Final = (*MEASURES, BAR_KIND, BAR_TEXT)
_NEW_PART_SIZE: Final = 26
_NEW_CODE_SIZE: Final = 100


@dataclass(frozen=True, slots=True)
class LabelPart:
    """One thing that may stand on the label.

    `size` is the height of its letters, or of the code, in tenths of a millimetre. `caption` stands before it: None is
    the usual one, if it has one. One that is `beside` another stands in the same row.
    """

    key: str
    shown: bool = True
    size: int = _NEW_PART_SIZE
    caption: str | None = None
    beside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelTemplate:
    """Size and gap of the label, its parts in order, its bar code; lengths are tenths of a millimetre."""

    kind: str
    variant: str
    width: int
    height: int
    gap: int = 20
    margin: int = 15
    parts: tuple[LabelPart, ...] = ()
    bars: str = AUTO
    bar_text: bool = True

    @property
    def key(self) -> str:
        """Name it among all templates."""
        return key_of(self.kind, self.variant)

    def with_value(self, key: str, value: Any) -> "LabelTemplate":
        """Return the template with one thing changed."""
        return replace(self, **{key: value})

    def shows(self, key: str) -> bool:
        """Say whether a part is printed."""
        return any(part.shown for part in self.parts if part.key == key)


def key_of(kind: str, variant: str) -> str:
    """Name a template by its kind and its variant."""
    return f"{kind}/{variant}"


def kind_of(key: str) -> LabelKind:
    """Return a kind by its key."""
    kind = KINDS.get(key)
    if kind is None:
        raise LabelUnknown(name=key)
    return kind


def is_said(key: str) -> bool:
    """Say whether a part is usually called by its name."""
    return key in SAID


def standard(kind_key: str, variant: str = "") -> LabelTemplate:
    """Return a template as it is shipped; a variant that only a firm knows begins as the first one."""
    kind = kind_of(kind_key)
    shipped = next((each for each in kind.shipped if each.key == variant), kind.shipped[0])
    return LabelTemplate(
        kind=kind.key,
        variant=variant or shipped.key,
        width=shipped.width,
        height=shipped.height,
        parts=_parts(kind, shipped),
    )


def with_own(template: LabelTemplate, keys: tuple[str, ...]) -> LabelTemplate:
    """Return the template with a firm's own fields at its end, not shown, where it does not have them yet."""
    known = {part.key for part in template.parts}
    more = tuple(LabelPart(key, shown=False) for key in keys if key not in known)
    return replace(template, parts=(*template.parts, *more)) if more else template


def _parts(kind: LabelKind, shipped: Shipped) -> tuple[LabelPart, ...]:
    shown = [
        LabelPart(key, size=size, beside=place > 0)
        for row in shipped.rows
        for place, (key, size) in enumerate(row)
    ]
    keys = {part.key for part in shown}
    rest = (
        LabelPart(key, shown=False, size=_NEW_CODE_SIZE if key in CODES else _NEW_PART_SIZE)
        for key, _ in kind.parts
        if key not in keys
    )
    return (*shown, *rest)


# The plain form


def plain_of(template: LabelTemplate) -> dict[str, Any]:
    """Write a template in plain form, whole: a later default changes nothing that a firm has chosen."""
    plain: dict[str, Any] = {field.key: getattr(template, field.key) for field in OPTIONS}
    return plain | {"parts": [_plain_part(part) for part in template.parts]}


def changed(template: LabelTemplate, plain: Mapping[str, Any], own: tuple[str, ...] = ()) -> LabelTemplate:
    """Return the template as a plain form says it; parts that it does not name follow, not shown."""
    values: dict[str, Any] = {}
    for field in OPTIONS:
        value = plain.get(field.key, getattr(template, field.key))
        if type(value) is not type(getattr(template, field.key)):
            raise LabelTemplateBroken(template=template.key, name=field.key)
        values[field.key] = value
    if values[BAR_KIND.key] not in {choice.key for choice in BARS}:
        raise LabelTemplateBroken(template=template.key, name=BAR_KIND.key)
    known = {key for key, _ in kind_of(template.kind).parts} | set(own)
    named: dict[str, LabelPart] = {}
    for one in _listed(template, plain.get("parts", [])):
        part = _part(template, one)
        if part.key in known:  # another version, or a field of the firm's that is out of use
            named[part.key] = part
    rest = (replace(part, shown=False) for part in template.parts if part.key not in named)
    return replace(template, **values, parts=(*named.values(), *rest))


def _plain_part(part: LabelPart) -> dict[str, Any]:
    plain: dict[str, Any] = {"key": part.key, "shown": part.shown, "size": part.size}
    if part.caption is not None:
        plain["caption"] = part.caption
    if part.beside:
        plain["beside"] = True
    return plain


def _part(template: LabelTemplate, value: object) -> LabelPart:
    if not isinstance(value, Mapping) or not isinstance(value.get("key"), str):
        raise LabelTemplateBroken(template=template.key, name=str(value)[:40])
    part = LabelPart(
        value["key"],
        value.get("shown", True),
        value.get("size", _NEW_PART_SIZE),
        value.get("caption"),
        value.get("beside", False),
    )
    types = (type(part.shown), type(part.size), type(part.beside))
    if types != (bool, int, bool) or not isinstance(part.caption, str | None):
        raise LabelTemplateBroken(template=template.key, name=part.key)
    return part


def _listed(template: LabelTemplate, value: object) -> list[object]:
    if not isinstance(value, list | tuple):
        raise LabelTemplateBroken(template=template.key, name="parts")
    return list(value)
