"""The verbs for what a firm decides: settings, set by ``KEY=VALUE``, and modules, by ``KEY=on`` and ``KEY=off``."""

from argparse import Namespace
from typing import Any, Final

from app.cli import answers, exit_codes
from app.cli.books import opened
from app.cli.parser import UsageMistake
from app.cli.typed import typed
from app.core.field import Field
from app.core.kinds import Kind
from app.core.text import beginning
from app.formats.json import plain_value
from app.i18n.catalog import tr
from app.i18n.show import show
from app.services import modules, records, settings
from app.services.firm import Firm
from app.services.form_errors import UnknownType


def choose(options: Namespace) -> int:
    """Set what is given, all or none, and say how all that the firm uses stands."""
    with opened(options) as firm:
        wanted = dict(_read(firm, each) for each in options.set)
        if wanted:
            settings.save(firm, wanted)
        found = settings.values(firm)
        fields = list(settings.offered(firm))
        plain = {field.key: _plain(firm, field, found[field.key]) for field in fields}
        lines = [
            f"{field.key}: {tr(field.label)}: {_shown(firm, field, found[field.key])}" for field in fields
        ]
    answers.say(options, plain, lines)
    return exit_codes.OK


def use(options: Namespace) -> int:
    """Switch the modules that are given, all or none, and say which are on."""
    wanted = dict(_switched(each) for each in options.set)
    with opened(options) as firm, firm.transaction():
        if options.template is not None:
            modules.apply(firm, modules.TEMPLATES[options.template])
        modules.switch(firm, wanted)
        states = modules.states(firm)
    lines = [
        f"{_STATES[states[module.key]]:<3} {module.key}: {tr(module.label)}" for module in modules.MODULES
    ]
    answers.say(options, states, lines)
    return exit_codes.OK


_STATES: Final = {True: "on", False: "off"}


def _switched(each: str) -> tuple[str, bool]:
    """Read ``KEY=on`` or ``KEY=off``."""
    key, _, text = each.partition("=")
    if key not in modules.MODULES:
        raise UnknownType(value=beginning(key), known=", ".join(modules.MODULES.keys()), field="set")
    if text not in _STATES.values():
        raise UsageMistake(each)
    return key, text == _STATES[True]


def _read(firm: Firm, each: str) -> tuple[str, object]:
    """Read ``KEY=VALUE`` by the declared field."""
    key, equals, text = each.partition("=")
    if not equals:
        raise UsageMistake(each)
    field = settings.SETTINGS.get(key)
    if field is None:
        raise UnknownType(value=beginning(key), known=", ".join(settings.SETTINGS.keys()), field="set")
    return key, typed(firm, field, text)


def _plain(firm: Firm, field: Field, value: Any) -> object:
    """Write a value as JSON; a record by its code."""
    if field.kind is not Kind.LINK:
        return plain_value(value, field.kind)
    return records.load(firm, field.link, value)["code"] if value else None


def _shown(firm: Firm, field: Field, value: Any) -> str:
    """Write a value for a person; a record by its name."""
    if field.kind is Kind.LINK:
        return records.name(firm, field.link, value or "")
    return show(value, field.kind, tuple((choice.key, choice.label) for choice in field.choices))
