"""The label templates of a firm: the shipped ones and what the firm made of them; which was chosen last here."""

from typing import Final

from app.core.changes import Changes
from app.core.field import Field
from app.core.kinds import Kind
from app.core.text import N_, Label, Message
from app.domain.errors import TooLong
from app.domain.labels.checking import problems
from app.domain.labels.errors import LabelUnknown
from app.domain.labels.kinds import KINDS, About, LabelKind
from app.domain.labels.templates import (
    LabelTemplate,
    changed,
    is_said,
    key_of,
    kind_of,
    plain_of,
    standard,
    with_own,
)
from app.services.firm import Firm
from app.storage import station
from app.storage.settings import SETTING

_KEY: Final = "label_form:"
_HERE: Final = "label:"
_PRINTER: Final = "label_printer"
VARIANT: Final = Field("variant", N_("式样名称"), Kind.TEXT, required=True, longest=20)


def shipped_variants(kind: str) -> tuple[str, ...]:
    """Return the templates that a kind comes with."""
    return tuple(each.key for each in kind_of(kind).shipped)


def variants(firm: Firm, kind: str) -> tuple[str, ...]:
    """Return the templates of a kind: those it comes with, then the firm's own."""
    kept = firm.books.settings(f"{_KEY}{kind}/")
    own = (key.removeprefix(f"{_KEY}{kind}/") for key, plain in kept.items() if plain)
    return tuple(dict.fromkeys([*shipped_variants(kind), *sorted(own)]))


def template(firm: Firm, kind: str, variant: str) -> LabelTemplate:
    """Return a template of the firm: as it was changed, else as it is shipped."""
    own = tuple(own_labels(firm, kind))
    made = with_own(standard(kind, variant), own)
    plain = firm.books.setting(_KEY + made.key)
    if plain:
        return changed(made, plain, own)
    if made.variant not in shipped_variants(kind):
        raise LabelUnknown(name=made.key)
    return made


def own_labels(firm: Firm, kind: str) -> dict[str, Label]:
    """Return the fields that the firm itself has given to what a kind is about, by key."""
    about = kind_of(kind).about
    record = {About.GOODS: "item", About.PLACE: "warehouse"}.get(about, "")
    if not record:
        return {}
    fields = {field.key: field.label for field in firm.shapes.record(record).fields}
    return {each.key: fields[each.key] for each in firm.shapes.own_of(record) if each.key in fields}


def names(firm: Firm, kind: str) -> dict[str, Label]:
    """Return what the parts of a kind are usually called, by key."""
    return dict(kind_of(kind).parts) | own_labels(firm, kind)


def captions(firm: Firm, kind: str) -> dict[str, Label]:
    """Return what usually stands before parts, by key; most say nothing."""
    said = {key: label for key, label in kind_of(kind).parts if is_said(key)}
    return said | own_labels(firm, kind)


def is_changed(firm: Firm, kind: str, variant: str) -> bool:
    """Say whether the firm has a template of its own here."""
    return bool(firm.books.setting(_KEY + key_of(kind, variant)))


def save(firm: Firm, made: LabelTemplate) -> Changes:
    """Keep a template; raises the first problem it has. One as it is shipped needs no keeping."""
    for problem in problems(made):
        raise problem
    if not 0 < len(made.variant) <= VARIANT.longest:
        label = Message.of(VARIANT.label)
        raise TooLong(label=label, length=len(made.variant), longest=VARIANT.longest, field=VARIANT.key)
    is_shipped = made.variant in shipped_variants(made.kind) and made == with_own(
        standard(made.kind, made.variant), tuple(own_labels(firm, made.kind))
    )
    return firm.write(SETTING, "", {_KEY + made.key: None if is_shipped else plain_of(made)})


def restore(firm: Firm, kind: str, variant: str) -> Changes:
    """Go back to the template that is shipped; one of the firm's own is gone with it."""
    return firm.write(SETTING, "", {_KEY + key_of(kind, variant): None})


# What was chosen last on this computer


def chosen(firm: Firm, kind: str) -> str:
    """Return the template that was used last for a kind."""
    kept = station.get(firm.books.connection(), _HERE + kind)
    return kept if kept in variants(firm, kind) else shipped_variants(kind)[0]


def chosen_kind(firm: Firm, about: About, usual: str) -> str:
    """Return the kind that was used last for things like these where they usually get the one that is given."""
    kept = station.get(firm.books.connection(), f"{_HERE}{about.value}/{usual}")
    return kept if kept in {each.key for each in kinds_of(about)} else usual


def kinds_of(about: About) -> tuple[LabelKind, ...]:
    """Return the kinds of label that things of a sort can have."""
    return tuple(each for each in KINDS if each.about is about)


def chosen_printer(firm: Firm) -> str:
    """Return the key of the printer, or of the sort of file, that labels went to last here."""
    return station.get(firm.books.connection(), _PRINTER)


def remember(firm: Firm, made: LabelTemplate, usual: str, printer: str) -> Changes:
    """Begin with these choices from now on, on this computer."""
    about = kind_of(made.kind).about
    with firm.transaction():
        connection = firm.books.connection()
        station.put(connection, _HERE + made.kind, made.variant)
        station.put(connection, f"{_HERE}{about.value}/{usual}", made.kind)
        station.put(connection, _PRINTER, printer)
    return Changes()
