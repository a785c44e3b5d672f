"""Reports as a firm has them: what their rows are about is asked for by the firm's own fields, too (F05).

::

    Report.about ──Shapes──▶ definitions ──question──▶ Report with more questions ──answers──▶ Narrowed ──▶ SQL
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from app.core.field import Field
from app.core.text import N_, Message, own
from app.domain.custom import asking
from app.domain.custom.definition import Definition
from app.domain.custom.shapes import Shapes
from app.domain.records.types import RECORDS
from app.domain.records.types.custom_field import BELONGS_TO, HEAD, ITEM, LINE, PARTY
from app.i18n.catalog import fill
from app.reports.report import Report
from app.storage.queries import narrowing
from app.storage.queries.those import ALL, Narrowed, Those

_OF = N_("{about}的{name}")


def of(report: Report, shapes: Shapes) -> Report:
    """Return a report with questions about the fields that the firm has given to what its rows are about."""
    asked = definitions(report, shapes)
    if not asked:
        return report
    fields = [asking.question(each) for each in asked]
    names = [str(each.label) for each in (*report.params, *fields)]
    return replace(
        report,
        params=(
            *report.params,
            *(
                _told_apart(field, each) if names.count(str(field.label)) > 1 else field
                for field, each in zip(fields, asked, strict=True)
            ),
        ),
    )


def definitions(report: Report, shapes: Shapes) -> tuple[Definition, ...]:
    """Return the fields in use that can narrow a report, each once."""
    found = (each for _, each in _about(report, shapes))
    return tuple({each.key: each for each in found}.values())


def narrowed(connection: Any, report: Report, shapes: Shapes, values: Mapping[str, Any]) -> Narrowed:
    """Return what the answers narrow a report to."""
    about: dict[str, list[tuple[Field, object]]] = {}
    seen: set[str] = set()
    for place, each in _about(report, shapes):
        answer = asking.wanted((each,), values)
        if answer and each.key not in seen:
            about.setdefault(place, []).append((each.field, answer[each.key]))
            seen.add(each.key)
    if not about:
        return ALL
    records = {
        place: narrowing.records(connection, shapes.record(place), wanted)
        for place, wanted in about.items()
        if place in RECORDS
    }
    parties = [those for place, those in records.items() if place != ITEM]
    return Narrowed(
        items=records.get(ITEM, Those()),
        parties=Those(tuple(question for those in parties for question in those.questions)),
        heads=narrowing.heads(about.get(HEAD, ())),
        lines=narrowing.lines(about.get(LINE, ())),
    )


def _about(report: Report, shapes: Shapes) -> Iterator[tuple[str, Definition]]:
    """Walk the fields of what a report is about, each with that: a type of record, heads or lines."""
    for place in report.about:
        if place in RECORDS:
            yield from ((place, each) for each in shapes.own_of(place))
        else:
            yield from (
                (place, each)
                for each in shapes.definitions
                if each.is_active and any(each.is_of(type_key, place) for type_key in report.types)
            )


def _told_apart(field: Field, definition: Definition) -> Field:
    """Return a question that says what it is about: there is another one of its name."""
    where = definition.level or (definition.types[0] if len(definition.types) == 1 else PARTY)
    about = next(choice.label for choice in BELONGS_TO.choices if choice.key == where)
    says = Message.of(_OF, about=Message.of(about), name=str(field.label))
    return replace(field, label=own(fill(says)))
