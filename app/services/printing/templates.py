"""The print templates of a firm: the shipped ones, and what the firm made of them, kept as its settings."""

import base64
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from app.core.changes import Changes
from app.core.field import Field
from app.core.kinds import Kind
from app.core.paths import resources
from app.core.text import N_, Message
from app.domain.documents.types import TYPES
from app.domain.errors import TooLong
from app.domain.printing import forms
from app.domain.printing.checking import problems
from app.domain.printing.errors import PrintFormUnknown
from app.domain.printing.forms import Form
from app.domain.printing.papers import PAPERS, Paper
from app.domain.printing.templates import (
    NO_PRICES,
    STANDARD,
    PrintTemplate,
    changed,
    derived,
    key_of,
    plain_of,
)
from app.domain.settings import LETTERHEAD
from app.services import modules, settings
from app.services.firm import Firm
from app.storage.settings import SETTING

_KEY: Final = "print_form:"
_LOGO: Final = "print_logo"
VARIANT = Field("variant", N_("式样名称"), Kind.TEXT, required=True, longest=20)


def form_keys(firm: Firm | None = None) -> tuple[str, ...]:
    """Return the keys of all forms, or of those that a firm uses: documents in the order of their types, statements."""
    from app.reports.catalogue.statement import PRINTED  # noqa: PLC0415 - documents are printed without

    named = [(each.key, f"document:{each.key}") for each in TYPES] + [
        (key, f"report:{key}") for key in PRINTED
    ]
    return tuple(key for key, thing in named if firm is None or modules.is_on(firm, thing))


def form(key: str, firm: Firm | None = None) -> Form:
    """Return a form by its key, with the fields of a firm's own in it; without one as it is declared."""
    if firm is None:
        return _usual_form(key)
    return forms.of_type(firm.shapes.document(key)) if key in TYPES else _statement(key, firm)


@cache
def _usual_form(key: str) -> Form:
    return forms.of_document(key) if key in TYPES else _statement(key, None)


def _statement(key: str, firm: Firm | None) -> Form:
    from app.reports.catalogue import REPORTS  # noqa: PLC0415 - see above
    from app.reports.catalogue.statement import PRINTED  # noqa: PLC0415 - see above

    if key not in PRINTED:
        raise PrintFormUnknown(name=key)
    party, columns = PRINTED[key]
    own = firm.shapes.own_fields(party.link) if firm is not None else ()
    return forms.of_statement(key, REPORTS[key].label, party, columns, own)


def party_field(report_key: str) -> str:
    """Return the parameter that names the party of a statement; empty for a report that is printed as a table."""
    from app.reports.catalogue.statement import PRINTED  # noqa: PLC0415 - see above

    return PRINTED[report_key][0].key if report_key in PRINTED else ""


def paper(key: str) -> Paper:
    """Return a paper by its key."""
    found = PAPERS.get(key)
    if found is None:
        raise PrintFormUnknown(name=key)
    return found


def variants(firm: Firm, form_key: str) -> tuple[str, ...]:
    """Return the variants of a form: those it comes with, then the firm's own; `words.word` has their names."""
    own = (
        key.rpartition("/")[2] for key, plain in firm.books.settings(f"{_KEY}{form_key}/").items() if plain
    )
    return tuple(dict.fromkeys([*shipped_variants(form_key), *sorted(own)]))


def shipped_variants(form_key: str) -> tuple[str, ...]:
    """Return the variants that a form comes with."""
    without = (NO_PRICES,) if form(form_key).has_prices else ()
    return tuple(dict.fromkeys([STANDARD, *without, *_shipped(form_key)["variants"]]))


def standard(
    form_key: str, paper_key: str, variant: str = STANDARD, firm: Firm | None = None
) -> PrintTemplate:
    """Return a template as it is shipped; a variant that only a firm knows begins as the standard one."""
    shipped, made = _shipped(form_key), derived(form(form_key, firm), paper(paper_key), variant)
    for plain in (
        shipped["all"],
        shipped["papers"].get(paper_key, {}),
        shipped["variants"].get(variant, {}),
    ):
        made = changed(made, plain)
    return made


def template(firm: Firm, form_key: str, paper_key: str, variant: str = STANDARD) -> PrintTemplate:
    """Return a template of the firm: as it was changed, else as it is shipped."""
    made = standard(form_key, paper_key, variant, firm)
    plain = firm.books.setting(_KEY + made.key)
    return changed(made, plain) if plain else made


def is_changed(firm: Firm, form_key: str, paper_key: str, variant: str) -> bool:
    """Say whether the firm has a template of its own here."""
    return bool(firm.books.setting(_KEY + key_of(form_key, paper_key, variant)))


def save(firm: Firm, made: PrintTemplate) -> Changes:
    """Keep a template; raises the first problem it has. One as it is shipped needs no keeping."""
    for problem in problems(made, paper(made.paper)):
        raise problem
    if not 0 < len(made.variant) <= VARIANT.longest:
        raise TooLong(label=Message.of(VARIANT.label), length=len(made.variant), longest=VARIANT.longest)
    is_shipped = made.variant in shipped_variants(made.form) and made == standard(
        made.form, made.paper, made.variant, firm
    )
    return firm.write(SETTING, "", {_KEY + made.key: None if is_shipped else plain_of(made)})


def restore(firm: Firm, form_key: str, paper_key: str, variant: str) -> Changes:
    """Go back to the template that is shipped; a variant of the firm's own is gone with it."""
    return firm.write(SETTING, "", {_KEY + key_of(form_key, paper_key, variant): None})


def logo(firm: Firm) -> bytes:
    """Return the firm's logo as a PNG; nothing where there is none."""
    return base64.b64decode(firm.books.setting(_LOGO) or "")


def set_logo(firm: Firm, path: Path) -> Changes:
    """Take the picture of a file as the firm's logo: it is copied into the firm."""
    from app.formats.pictures import logo_of  # noqa: PLC0415 - pictures are read when one is given

    return firm.write(SETTING, "", {_LOGO: base64.b64encode(logo_of(path)).decode("ascii")})


def clear_logo(firm: Firm) -> Changes:
    """Have no logo any more."""
    return firm.write(SETTING, "", {_LOGO: ""})


def letterhead(firm: Firm) -> str:
    """Return the line of address, phone and bank that stands on every form."""
    return str(firm.books.chosen(LETTERHEAD) or "")


def set_letterhead(firm: Firm, text: str) -> Changes:
    """Change that line."""
    return settings.save(firm, {LETTERHEAD.key: text})


@cache
def _shipped(form_key: str) -> Mapping[str, Any]:
    """Read what is shipped for a form: ``all``, and what differs for some papers and variants."""
    parts: dict[str, Any] = {"all": {}, "papers": {}, "variants": {}}
    path = resources() / "print_forms" / f"{form_key}.json"
    if path.is_file():
        parts |= json.loads(path.read_text(encoding="utf-8"))
    return parts
