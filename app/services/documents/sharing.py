"""What no two documents may share by the firm's rules: asked of those that are posted, and of the lines of this one."""

from collections.abc import Iterator
from typing import Any

from app.core.field import Field, is_own
from app.core.kinds import Kind
from app.core.rule import Alone, Level
from app.core.text import N_, Message
from app.domain.catalog import comparing
from app.domain.custom.definition import OF_HEAD
from app.domain.custom.errors import RuleBroken
from app.domain.documents.document import Document, Line
from app.domain.documents.spec import DocType
from app.domain.records.types import RECORDS
from app.i18n.catalog import fill
from app.i18n.show import show
from app.services import records
from app.services.firm import Firm
from app.services.record_checks import not_alone
from app.storage.queries import sharing
from app.storage.queries.sharing import Asked, Within


def shared(firm: Firm, doc_type: DocType, document: Document, level: Level) -> Iterator[RuleBroken]:
    """Walk what stands in a document though it stands somewhere else already, by the rules of a level."""
    connection = firm.books.connection()
    for rule in doc_type.unique:
        value = document.value(rule.key)
        if rule.level is level and value not in (None, ""):
            within = _within(firm, doc_type, document, None, rule)
            held = sharing.in_heads(connection, Asked(document.type, document.uid, rule.key, within))
            number = held.get(comparing.key(str(value)))
            if number:
                yield _broken(firm, doc_type.header_field(rule.key), rule, value, number)
    for rule in doc_type.line_unique:
        if rule.level is level:
            yield from _lines(firm, doc_type, document, rule)


def _lines(firm: Firm, doc_type: DocType, document: Document, rule: Alone) -> Iterator[RuleBroken]:
    """Walk the lines that share a value with one above, or with a line of another document."""
    connection, field = firm.books.connection(), doc_type.line_field(rule.key)
    held: dict[Within | None, dict[str, str]] = {}
    for number, line in enumerate(document.lines, 1):
        value = line.value(rule.key)
        if value in (None, ""):
            continue
        within, key = _within(firm, doc_type, document, line, rule), comparing.key(str(value))
        if within not in held:
            asked = Asked(document.type, document.uid, rule.key, within)
            held[within] = dict(sharing.in_lines(connection, asked))
        if key in held[within]:
            yield _broken(firm, field, rule, value, held[within][key]).at(line=number)
        held[within].setdefault(key, fill(Message.of(N_("第 {line} 行"), line=number)))


def _within(
    firm: Firm, doc_type: DocType, document: Document, line: Line | None, rule: Alone
) -> Within | None:
    """Return what other rows must agree in; None where all of them count."""
    if not rule.within:
        return None
    key = rule.within.removeprefix(OF_HEAD)
    is_of_head = line is None or rule.within != key
    held: Any = document.value(key) if line is None or is_of_head else line.value(key)
    field = doc_type.header_field(key) if is_of_head else doc_type.line_field(key)
    is_record = field is not None and field.kind is Kind.LINK and not is_own(key)
    if field is not None and is_record and firm.catalogue.knows(field.link, held or ""):
        find = getattr(firm.catalogue, f"{RECORDS[field.link].group}_id")
        return Within(key, is_of_head, find(held))
    return Within(key, is_of_head, held)


def _broken(firm: Firm, field: Field | None, rule: Alone, value: Any, other: str) -> RuleBroken:
    assert field is not None, "the rule was read by the fields of the type"
    if field.kind is Kind.LINK:
        shown = records.name(firm, field.link, value)
    else:
        shown = show(value, field.kind, ((each.key, each.label) for each in field.choices))
    return not_alone(rule, Message.of(field.label), shown, other, field.key)
