"""How codes run: a rule for each type of record, and the next free code by it (F11).

A rule is a setting of the firm, ``code_rule:TYPE``; window, quick create and import give codes through `next_code`.
"""

from collections.abc import Mapping
from typing import Any, Final

from app.core.changes import Changes
from app.domain.catalog import comparing
from app.domain.records import codes, spec
from app.domain.records.check import field_problem
from app.domain.records.codes import RULE, CodeRule
from app.domain.records.spec import RecordType, Values
from app.domain.records.types import RECORDS
from app.services.firm import Firm
from app.services.record_others import Asked, Others
from app.storage.queries import records as queries
from app.storage.records_reading import load_record
from app.storage.settings import SETTING

__all__ = ["RULE", "CodeRule", "next_code", "preview", "rule", "save"]

_KEY: Final = "code_rule:"
_FIRST_STATION: Final = "A"


def rule(firm: Firm, type_key: str) -> CodeRule:
    """Return the rule of a type: the firm's own, else the declared prefix; that alone where names hang on the code."""
    record_type = RECORDS[type_key]
    plain = None if record_type.stays else firm.books.setting(_KEY + type_key)
    return CodeRule.of(plain) if plain else CodeRule(record_type.prefix)


def save(firm: Firm, type_key: str, values: Mapping[str, Any]) -> Changes:
    """Change the rule of a type for records to come; codes that were given stay. Raises the first problem."""
    before = rule(firm, type_key)
    wanted = before.plain() | dict(values)
    wanted["prefix"] = comparing.code(str(wanted["prefix"] or ""))
    for field in RULE:
        problem = field_problem(field, wanted[field.key])
        if problem is not None:
            raise problem.at(field=field.key)
    after = CodeRule.of(wanted)
    return firm.write(SETTING, "", {_KEY + type_key: after.plain()}) if after != before else Changes()


def next_code(firm: Firm, record_type: RecordType, values: Values, others: Others) -> str:
    """Return the next free code for a new record."""
    chosen = rule(firm, record_type.key)
    station = "" if firm.station == _FIRST_STATION else firm.station
    start = (_prefix_of_link(firm, record_type, values) or chosen.prefix) + station

    def is_taken(code: str) -> bool:
        return bool(others.with_key("code", comparing.key(code), but=""))

    return codes.following(chosen, start, others.highest_code, is_taken)


def preview(firm: Firm, type_key: str) -> str:
    """Return the code that the next record of a type would get that belongs to no category."""
    record_type = RECORDS[type_key]
    return next_code(firm, record_type, spec.blank(record_type), Asked(firm, record_type.group))


def _prefix_of_link(firm: Firm, record_type: RecordType, values: Values) -> str:
    """Return the prefix that the linked record, or the nearest above it, asks for."""
    if record_type.prefixed_by is None:
        return ""
    link, field = record_type.prefixed_by
    linked, connection = RECORDS[record_type.field(link).link], firm.database.connection()
    tree = next((each.key for each in linked.fields if each.link == linked.key), "")
    uid = str(values.get(link) or "")
    above = queries.ancestors(connection, linked, tree, uid) if tree else [uid]
    found = (str(load_record(connection, linked, each)[field]) for each in above if each)
    return next((prefix for prefix in found if prefix), "")
