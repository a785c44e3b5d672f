"""How a form is printed - paper, variant, copies: what was chosen last on this computer, or always for a party."""

from dataclasses import dataclass
from typing import Final

from app.core.changes import Changes
from app.core.field import Field
from app.core.kinds import Kind
from app.core.text import N_
from app.domain.printing.papers import PAPERS
from app.domain.printing.templates import STANDARD
from app.services.firm import Firm
from app.services.printing import templates
from app.storage import station
from app.storage.settings import SETTING

_HERE: Final = "print:"
_FOR_PARTY: Final = "print_choice:"
_SKIPS: Final = "print_skips:"
FIRST_PAPER: Final = "a4"
COPIES: Final = Field("copies", N_("份数"), Kind.INTEGER, default=1, least=1, most=20)


@dataclass(frozen=True, slots=True)
class Choice:
    """A paper and a variant, by key, and how many copies."""

    paper: str = FIRST_PAPER
    variant: str = STANDARD
    copies: int = 1

    @property
    def plain(self) -> str:
        """The choice as it is kept."""
        return f"{self.paper}/{self.variant}/{self.copies}"


def chosen(firm: Firm, form_key: str, party: str = "") -> Choice:
    """Return what a form is printed on: as the firm chose for this party, else as last here."""
    always = firm.books.setting(_party_key(form_key, party)) if party else None
    kept = always or station.get(firm.books.connection(), _HERE + form_key)
    return _known(firm, form_key, kept) if kept else Choice()


def remember(firm: Firm, form_key: str, choice: Choice) -> Changes:
    """Print a form like this from now on, on this computer."""
    with firm.transaction():
        station.put(firm.books.connection(), _HERE + form_key, choice.plain)
    return Changes()


def skips_printed(firm: Firm, form_key: str) -> bool:
    """Say whether several documents of a form go to paper here without those that were printed before."""
    return bool(station.get(firm.books.connection(), _SKIPS + form_key))


def remember_skipping(firm: Firm, form_key: str, *, skips: bool) -> Changes:
    """Leave them out, or mark them, from now on, on this computer."""
    with firm.transaction():
        station.put(firm.books.connection(), _SKIPS + form_key, "1" if skips else "")
    return Changes()


def remember_for_party(firm: Firm, form_key: str, party: str, choice: Choice | None) -> Changes:
    """Print a form of this party like this from now on, on every computer; None forgets it."""
    value = choice.plain if choice is not None else None
    return firm.write(SETTING, "", {_party_key(form_key, party): value})


def hand_on(firm: Firm, party: str, other: str) -> Changes:
    """Print every form of another party as this one's, where nothing was chosen for it: the two become one."""
    kept = firm.books.settings(_FOR_PARTY)
    named = ((key, value) for key, value in kept.items() if value and key.endswith(f"/{party}"))
    moved = {
        _party_key(key.removeprefix(_FOR_PARTY).rpartition("/")[0], other): value for key, value in named
    }
    new = {key: value for key, value in moved.items() if not kept.get(key)}
    return firm.write(SETTING, "", new) if new else Changes()


def _party_key(form_key: str, party: str) -> str:
    return f"{_FOR_PARTY}{form_key}/{party}"


def _known(firm: Firm, form_key: str, kept: str) -> Choice:
    """Read what was kept; a variant that is gone gives way to the standard one."""
    paper, variant, copies = (*str(kept).split("/"), "", "")[:3]
    return Choice(
        paper if paper in PAPERS else FIRST_PAPER,
        variant if variant in templates.variants(firm, form_key) else STANDARD,
        int(copies) if copies.isdecimal() else 1,
    )
