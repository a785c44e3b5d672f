"""Field: one thing a person fills in. Forms, filters, settings, record editors and report parameters are Fields."""

from dataclasses import dataclass
from typing import Final

from app.core.kinds import Kind
from app.core.text import EMPTY, Label


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a CHOICE field: the stored key and the label people see."""

    key: str
    label: Label


@dataclass(frozen=True, slots=True)
class Field:
    """What is asked for, how it is called and what it may hold.

    `link` names the record type of a LINK; `choices` the values of a CHOICE. `least`, `most` bound numbers and
    dates in stored form; `places` are the decimals that a number may have, None: all that its kind keeps. `folded`
    fields stand behind "更多" in a form (F01: at most 15 fields at first sight). What an `own` field holds belongs to
    that one document: a copy of it, or what is drawn from it, begins without.
    """

    key: str
    label: Label
    kind: Kind
    required: bool = False
    default: object = None
    help: Label = EMPTY
    link: str = ""
    choices: tuple[Choice, ...] = ()
    least: int | str | None = None
    most: int | str | None = None
    places: int | None = None
    longest: int = 200
    unique: bool = False
    folded: bool = False
    read_only: bool = False
    own: bool = False


_OWN: Final = "x_"


def own_key(name: str) -> str:
    """Return the key of a field that a firm has added, by a name of it that never changes."""
    return _OWN + name.casefold()


def is_own(key: str) -> bool:
    """Say whether a key is that of a field that a firm has added."""
    return key.startswith(_OWN)
