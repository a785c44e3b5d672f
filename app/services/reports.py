"""Questions about the past: run a report, write a table to a file."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import ClassVar

from app.core.errors import BusinessError
from app.core.field import Field
from app.core.progress import Progress, silent
from app.core.table import Table
from app.domain.custom.shapes import Shapes
from app.reports import own
from app.reports.catalogue import REPORTS
from app.reports.report import Asked, Report, answers, problems
from app.services import modules
from app.services.firm import Firm

__all__ = [
    "REPORTS",
    "FileKindNotOffered",
    "Report",
    "UnknownQuestion",
    "export",
    "of_firm",
    "offered",
    "questions",
    "run",
]


@dataclass(eq=False)
class UnknownQuestion(BusinessError):
    """The report does not ask for this."""

    code: ClassVar[str] = "UNKNOWN_QUESTION"
    known: tuple[str, ...] = ()


@dataclass(eq=False)
class FileKindNotOffered(BusinessError):
    """Tables are not written to files of this kind."""

    code: ClassVar[str] = "FILE_KIND_NOT_OFFERED"
    name: str = ""
    offered: tuple[str, ...] = ()


SUFFIXES = (".xlsx", ".csv", ".pdf", ".json")
"""The kinds of file that a table can be written to."""


def offered(firm: Firm) -> tuple[Report, ...]:
    """Return the reports that the firm uses, as it has them."""
    return tuple(own.of(each, firm.shapes) for each in REPORTS if modules.is_on(firm, f"report:{each.key}"))


def of_firm(firm: Firm, key: str) -> Report:
    """Return a report as the firm has it: with questions about the fields of its own."""
    return own.of(REPORTS[key], firm.shapes)


def questions(firm: Firm, key: str, asked: Mapping[str, object] | None = None) -> tuple[Field, ...]:
    """Return what a report asks for, with the defaults of today: what the firm uses, and what was `asked` already.

    Of its own fields, the firm says which ones it wants to filter by.
    """
    away = {each.key for each in own.definitions(REPORTS[key], firm.shapes) if not each.is_filtered}
    return tuple(
        field
        for field in of_firm(firm, key).questions(firm.today())
        if field.required
        or field.key in (asked or ())
        or (field.key not in away and modules.is_on(firm, f"question:{field.key}"))
    )


def run(firm: Firm, key: str, params: Mapping[str, object], progress: Progress = silent) -> Table:
    """Return the table of a report; what is not among `params` takes its default.

    Everything is read at one moment. Columns that the firm does not use are left out when there is nothing in them.
    Raises the first problem of the parameters, with its field.
    """
    shapes, today = firm.shapes, firm.today()
    report = own.of(REPORTS[key], shapes)
    known = tuple(field.key for field in report.params)
    for name in params:
        if name not in known:
            raise UnknownQuestion(field=name, known=known)
    values = answers(report, params, today)
    for problem in problems(report, values, firm.catalogue.knows):
        raise problem
    with firm.database.snapshot():
        table = report.build(
            Asked(
                report=report,
                books=firm.books,
                values=values,
                today=today,
                progress=progress,
                those=own.narrowed(firm.books.connection(), report, shapes, values),
                asks_too=partial(_own_questions, shapes),
            )
        )
    return _in_sight(firm, table)


def _own_questions(shapes: Shapes, key: str) -> tuple[str, ...]:
    """Name the firm's own fields that a report asks for."""
    report = REPORTS.get(key)
    return tuple(each.key for each in own.definitions(report, shapes)) if report is not None else ()


def _in_sight(firm: Firm, table: Table) -> Table:
    """Leave out the empty columns that the firm does not use."""
    empty = {
        column.key
        for place, column in enumerate(table.columns)
        if not modules.is_on(firm, f"column:{column.key}") and not any(row[place] for row in table.rows)
    }
    return table.keep([each.key for each in table.columns if each.key not in empty]) if empty else table


def export(table: Table, path: Path, firm: Firm) -> Path:
    """Write a table to a file by its suffix; return where it is."""
    # What writes files is loaded when the first one is written: reportlab alone takes 0.1 s.
    match path.suffix.lower():
        case ".xlsx":
            from app.formats import excel  # noqa: PLC0415

            excel.write(table, path)
        case ".csv":
            from app.formats import csv  # noqa: PLC0415

            csv.write(table, path)
        case ".json":
            from app.formats import json  # noqa: PLC0415

            json.write(table, path)
        case ".pdf":
            from app.formats import pdf  # noqa: PLC0415

            pdf.write(table, path, firm_name=firm.profile.name)
        case _:
            raise FileKindNotOffered(name=path.name, offered=SUFFIXES)
    return path
