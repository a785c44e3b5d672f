"""The verb for reports: asked as in the window, answered as JSON, as a file, or as lines."""

from argparse import Namespace
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from app.cli import answers, exit_codes
from app.cli.books import opened, path_of
from app.cli.typed import typed
from app.core.field import Field, is_own
from app.core.table import Table
from app.core.text import N_, Message, beginning
from app.formats.json import to_plain
from app.i18n.catalog import fill, tr
from app.i18n.show import show
from app.services import reports
from app.services.firm import Firm
from app.services.form_errors import UnknownType


def report(options: Namespace) -> int:
    """Run a report, or list them all."""
    if options.key is None:
        plain = [_described(each) for each in _listed(options)]
        answers.say(options, plain, (f"{each['key']}: {each['label']}" for each in plain))
        return exit_codes.OK
    found = reports.REPORTS.get(options.key)
    if found is None:
        raise UnknownType(value=beginning(options.key), known=", ".join(reports.REPORTS.keys()), field="key")
    with opened(options) as firm:
        asked = _params(firm, reports.of_firm(firm, found.key), options.param)
        table = reports.run(firm, found.key, asked)
        wanted = {suffix: getattr(options, suffix) for suffix in ("xlsx", "csv", "pdf")}
        files = [_export(firm, table, path, suffix) for suffix, path in wanted.items() if path is not None]
        if files and not options.json:
            answers.say(options, None, (fill(Message.of(N_("已写入 {path}"), path=path)) for path in files))
        else:
            answers.say(options, to_plain(table), _lines(table))
    return exit_codes.OK


def _listed(options: Namespace) -> Iterable[Any]:
    """Return the reports that the firm uses; all of them while there is no firm."""
    if not path_of(options).exists():
        return reports.REPORTS
    with opened(options) as firm:
        return reports.offered(firm)


def _export(firm: Firm, table: Table, path: Path, suffix: str) -> Path:
    """Write a file of the wanted kind, whatever it is called."""
    if path.suffix.lower() == f".{suffix}":
        return reports.export(table, path, firm)
    made = reports.export(table, path.with_name(f"{path.name}.{suffix}"), firm)
    return made.replace(path)


def _described(each: Any) -> dict[str, Any]:
    """Say what a report is called and asks."""
    params = {field.key: {"label": tr(field.label), "kind": field.kind.value} for field in each.params}
    return {"key": each.key, "label": tr(each.label), "params": params}


def _params(firm: Firm, found: Any, given: list[str]) -> dict[str, object]:
    """Read ``key=value`` by the fields; those of the firm's own go by their names, too."""
    fields: dict[str, Field] = {str(field.label): field for field in found.params if is_own(field.key)}
    named = (*(field.key for field in found.params if not is_own(field.key)), *fields)
    fields |= {field.key: field for field in found.params}
    values: dict[str, object] = {}
    for each in given:
        key, _, text = each.partition("=")
        field = fields.get(key)
        if field is None:
            raise reports.UnknownQuestion(field=beginning(key), known=named)
        values[field.key] = typed(firm, field, text)
    return values


def _lines(table: Table) -> Iterator[str]:
    """Write a table for the eye, with tabs between columns."""
    yield tr(table.title)
    yield from (fill(message) for message in table.subtitle)
    yield "\t".join(tr(column.label) for column in table.columns)
    totals = table.totals()
    for row in [*table.rows, *([totals] if totals else [])]:
        cells = zip(row, table.columns, strict=True)
        yield "\t".join(show(value, column.kind, column.choices) for value, column in cells)
