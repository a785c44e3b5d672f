"""PrintTemplate: what one form shows on one paper. Frozen; a firm's change is a new template.

Every choice has a default that follows from the form and the paper (`derived`). A shipped file or a firm's setting says
in plain form only what differs (`changed`), and is refused when it names what nobody knows.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Final

from app.core.field import Field, is_own
from app.core.kinds import Kind
from app.core.text import N_
from app.domain.printing.conditions import CONDITIONS, Facts
from app.domain.printing.errors import PrintTemplateBroken
from app.domain.printing.forms import PRICES, Form
from app.domain.printing.papers import Paper

STANDARD: Final = "standard"
NO_PRICES: Final = "no_prices"
"""The variant for drivers: no column, sum or balance with money."""

TITLE = Field("title", N_("标题"), Kind.TEXT, longest=60, help=N_("不填就是单据的名称"))
SIGNATURES = Field(
    "signatures", N_("签字人"), Kind.TEXT, longest=200, help=N_("用顿号隔开，从左到右；第一个填制单人")
)
NOTE = Field("note", N_("说明"), Kind.TEXT, longest=500)
COPIES = Field("copies", N_("联次"), Kind.TEXT, longest=200)
SIZE = Field("size", N_("字号（磅）"), Kind.INTEGER, required=True, least=60, most=200)
MOST_LINES = Field(
    "most_lines", N_("每页行数"), Kind.INTEGER, least=0, most=200, help=N_("0 或不填：放得下多少就多少")
)
SHIFT_X = Field("shift_x", N_("右移（毫米）"), Kind.INTEGER, least=-200, most=200)
SHIFT_Y = Field("shift_y", N_("下移（毫米）"), Kind.INTEGER, least=-200, most=200)
SUBTOTALS = Field("subtotals", N_("本页小计和承上页"), Kind.BOOL)
CODE = Field("code", N_("单号二维码"), Kind.BOOL)
LOGO = Field("logo", N_("公司标志"), Kind.BOOL)

TEXTS: Final = (TITLE, SIGNATURES, NOTE, COPIES)
MEASURES: Final = (SIZE, MOST_LINES, SHIFT_X, SHIFT_Y)
SWITCHES: Final = (SUBTOTALS, CODE, LOGO)
OPTIONS: Final = (*TEXTS, *MEASURES, *SWITCHES)
TENTHS: Final = frozenset({SIZE.key, SHIFT_X.key, SHIFT_Y.key})
"""Options that are kept in tenths and shown with one decimal."""


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that may stand in the head, the grid or the foot.

    `caption` is the firm's own name for it, empty for the usual one. `width` is that of a column, 0 where it follows
    what stands in it. `when` is the condition under which it stands, empty for always.
    """

    key: str
    shown: bool = True
    caption: str = ""
    width: int = 0
    when: str = ""


Parts = tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintTemplate:
    """Head, grid and foot in their order, texts by word or as the firm wrote them, and measures of the paper.

    `size` is in tenths of a point, `shift_x` (right) and `shift_y` (down) in tenths of a millimetre: they put right a
    printer that feeds a little off. `most_lines` is 0 where a page takes what fits.
    """

    form: str
    paper: str
    variant: str = STANDARD
    head: Parts = ()
    columns: Parts = ()
    foot: Parts = ()
    title: str = ""
    signatures: tuple[str, ...] = ()
    note: str = ""
    copies: str = ""
    size: int = 100
    most_lines: int = 0
    shift_x: int = 0
    shift_y: int = 0
    subtotals: bool = True
    code: bool = True
    logo: bool = True

    @property
    def key(self) -> str:
        """Name it among all templates."""
        return key_of(self.form, self.paper, self.variant)

    def with_value(self, key: str, value: Any) -> "PrintTemplate":
        """Return the template with one thing changed."""
        return replace(self, **{key: value})

    def under(self, facts: Facts) -> "PrintTemplate":
        """Return the template with the parts hidden whose condition does not hold."""
        head, columns, foot = (
            tuple(
                replace(part, shown=part.shown and (not part.when or CONDITIONS[part.when].holds(facts)))
                for part in parts
            )
            for parts in (self.head, self.columns, self.foot)
        )
        return replace(self, head=head, columns=columns, foot=foot)

    def shows(self, key: str) -> bool:
        """Say whether a part of the foot is printed."""
        return any(part.shown for part in self.foot if part.key == key)


GROUPS: Final = ("head", "columns", "foot")
_PART_KEYS: Final = frozenset(part.name for part in fields(Part))
_OPTION_KEYS: Final = frozenset(field.key for field in OPTIONS)


def key_of(form: str, paper: str, variant: str) -> str:
    """Name a template by its form, its paper and its variant."""
    return f"{form}/{paper}/{variant}"


def derived(form: Form, paper: Paper, variant: str = STANDARD) -> PrintTemplate:
    """Return the template that follows from the form itself: every form can be printed without anybody's design."""
    hides = PRICES if variant == NO_PRICES else frozenset[Kind]()
    kinds = {column.key: column.kind for column in form.columns}
    wanted = form.on_roll if paper.is_roll else form.on_paper
    return PrintTemplate(
        form=form.key,
        paper=paper.key,
        variant=variant,
        head=tuple(Part(key, key in wanted) for key, _ in form.head),
        columns=tuple(
            Part(column.key, column.key in wanted and kinds[column.key] not in hides)
            for column in form.columns
        ),
        foot=tuple(
            Part(key, key in wanted and not (hides and key in form.about_money)) for key, _ in form.foot
        ),
        signatures=form.signatures,
        size=paper.size,
        subtotals=not paper.is_roll,
    )


def changed(template: PrintTemplate, plain: Mapping[str, Any]) -> PrintTemplate:
    """Return the template with what a plain form says otherwise.

    Parts that are named come first, in that order, and are shown; the others follow, hidden.
    """
    values: dict[str, Any] = {}
    for name, value in plain.items():
        if name in GROUPS:
            values[name] = _arranged(template, name, value)
        elif name == SIGNATURES.key:
            values[name] = tuple(_texts(template, name, value))
        elif name in _OPTION_KEYS and type(value) is type(getattr(template, name)):
            values[name] = value
        else:
            raise PrintTemplateBroken(template=template.key, name=str(name))
    return replace(template, **values)


def plain_of(template: PrintTemplate) -> dict[str, Any]:
    """Write a template in plain form, whole: a later default changes nothing that a firm has chosen."""
    plain: dict[str, Any] = {name: [_plain_part(part) for part in getattr(template, name)] for name in GROUPS}
    plain |= {name: getattr(template, name) for name in sorted(_OPTION_KEYS)}
    return plain | {SIGNATURES.key: list(template.signatures)}


def _plain_part(part: Part) -> dict[str, Any]:
    plain: dict[str, Any] = {"key": part.key, "shown": part.shown}
    if part.caption:
        plain["caption"] = part.caption
    if part.width:
        plain["width"] = part.width
    if part.when:
        plain["when"] = part.when
    return plain


def _arranged(template: PrintTemplate, group: str, value: object) -> Parts:
    known: Parts = getattr(template, group)
    here = {part.key for part in known}
    read = (_part(template, one) for one in _listed(template, group, value))
    named = tuple(part for part in read if part.key in here or not is_own(part.key))  # others are out of use
    keys = {part.key for part in named}
    for key in sorted(keys - here):
        raise PrintTemplateBroken(template=template.key, name=key)
    if len(keys) < len(named):
        raise PrintTemplateBroken(template=template.key, name=group)
    return (*named, *(replace(part, shown=False) for part in known if part.key not in keys))


def _part(template: PrintTemplate, value: object) -> Part:
    """Read a part: its key alone, or with what is special about it."""
    if isinstance(value, str):
        return Part(value)
    if not isinstance(value, Mapping) or not isinstance(value.get("key"), str) or set(value) - _PART_KEYS:
        raise PrintTemplateBroken(template=template.key, name=str(value)[:40])
    part = Part(**value)
    types = (type(part.shown), type(part.caption), type(part.width), type(part.when))
    if types != (bool, str, int, str) or (part.when and part.when not in CONDITIONS):
        raise PrintTemplateBroken(template=template.key, name=part.key)
    return part


def _texts(template: PrintTemplate, name: str, value: object) -> Iterable[str]:
    for one in _listed(template, name, value):
        if not isinstance(one, str):
            raise PrintTemplateBroken(template=template.key, name=name)
        yield one


def _listed(template: PrintTemplate, name: str, value: object) -> Sequence[object]:
    if not isinstance(value, list | tuple):
        raise PrintTemplateBroken(template=template.key, name=name)
    return value
