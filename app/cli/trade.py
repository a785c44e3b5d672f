"""Verbs inside a firm: import lists, post documents, print the form of documents."""

import sys
from argparse import Namespace
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from app.cli import answers, exit_codes
from app.cli.books import opened
from app.cli.parser import UsageMistake
from app.core.clock import instant_ms
from app.core.errors import BusinessError, Problem
from app.core.kinds import Kind
from app.core.letters import number_of
from app.core.text import N_, Message, beginning
from app.domain.custom.shapes import Shapes
from app.domain.documents.totals import total_of
from app.domain.documents.types import TYPES
from app.formats.errors import FileTooLarge, FileUnreadable
from app.formats.json import plain_value
from app.i18n.catalog import fill, tr
from app.services import document_form, document_schema, exports, imports, reports
from app.services.documents import Posted
from app.services.firm import Firm
from app.services.form_errors import NotJson, UnknownType

_STANDARD_INPUT: Final = "-"
_LARGEST: Final = 200_000_000
"""Bytes; a body of this size is a mistake, or an attack."""


def post(options: Namespace) -> int:
    """Post documents: a single one, or a list one by one or as one."""
    plain = document_form.parse(_text(options.file))
    with opened(options) as firm:
        if not isinstance(plain, list):
            found = _posted(document_form.post(firm, plain, reason=options.reason))
            answers.say(options, found, [_line(found)])
            return exit_codes.OK
        results = (
            _all_or_none(firm, plain, options.reason)
            if options.atomic
            else [_one(firm, *each, options.reason) for each in _numbered(plain)]
        )
    refused = sum("error" in result for result in results)
    summary = {"posted": len(results) - refused, "refused": refused, "results": results}
    answers.say(options, summary, map(_line, results))
    return exit_codes.REFUSED if refused else exit_codes.OK


def _numbered(plain: list[object]) -> list[tuple[int, object]]:
    return list(enumerate(plain, 1))


def _one(firm: Firm, number: int, plain: object, reason: str) -> dict[str, Any]:
    """Post one of a list; say what became of it."""
    try:
        return {"index": number, **_posted(document_form.post(firm, plain, reason=reason))}
    except BusinessError as problem:
        return {"index": number, "error": answers.error_json(_addressed(problem, number, plain))}


def _all_or_none(firm: Firm, plain: list[object], reason: str) -> list[dict[str, Any]]:
    """Post a list in one transaction."""
    with firm.transaction():
        results: list[dict[str, Any]] = []
        for number, each in _numbered(plain):
            try:
                posted = document_form.post(firm, each, reason=reason)
                results.append({"index": number, **_posted(posted)})
            except BusinessError as problem:
                raise _addressed(problem, number, each) from None
        return results


def _addressed(problem: Problem, number: int, plain: object) -> Problem:
    """Name a document by its place in the list when it brought no uid of its own."""
    has_uid = isinstance(plain, dict) and isinstance(plain.get("uid"), str) and plain["uid"]
    return problem.at(document=f"#{number}") if has_uid else replace(problem, document=f"#{number}")


def _posted(posted: Posted) -> dict[str, Any]:
    """Say what a document became."""
    document = posted.document
    doc_type = TYPES[document.type]
    amounts = {"net": document.net, "tax": document.tax} if doc_type.amounts and not doc_type.states else {}
    if doc_type.has_total:
        amounts = {"total": total_of(document, doc_type), **amounts}
    return {
        "uid": document.uid,
        "type": document.type,
        "number": posted.number,
        "business_date": document.business_date,
        **{key: plain_value(value, Kind.MONEY) for key, value in amounts.items()},
        "known": posted.is_known,
        "state": posted.end or "posted",
        "warnings": [answers.error_json(each) for each in posted.warnings],
    }


_SAYS: Final = {
    (False, "posted"): N_("{number} 已过账（{label}）"),
    (True, "posted"): N_("{number} 以前已经过账（{label}），这次没有重复"),
    (True, "voided"): N_("{number} 以前过过账，后来作废了（{label}）"),
    (True, "reversed"): N_("{number} 以前过过账，后来红冲了（{label}）"),
}
"""What became of a document, by whether it was known before and its state."""


def _line(result: dict[str, Any]) -> str:
    """Write one result for a person."""
    if "error" in result:
        return str(result["error"]["message"])
    label = tr(TYPES[result["type"]].label)
    says = fill(Message.of(_SAYS[result["known"], result["state"]], number=result["number"], label=label))
    return "\n".join((says, *(f"  ⚠ {each['message']}" for each in result["warnings"])))


def _text(name: str) -> str:
    """Read the JSON text that is meant."""
    try:
        if name == _STANDARD_INPUT:
            content = sys.stdin.buffer.read(_LARGEST + 1)
        else:
            with Path(name).open("rb") as file:
                content = file.read(_LARGEST + 1)
    except OSError as error:
        raise FileUnreadable(name=Path(name).name) from error
    if len(content) > _LARGEST:
        raise FileTooLarge(name=Path(name).name)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotJson(row=content.count(b"\n", 0, error.start) + 1, column=0) from error


def schema(options: Namespace) -> int:
    """Print the form of documents; it is JSON in any case."""
    whole = document_schema.schema(_shapes(options))
    if options.type is None:
        answers.write_json(whole)
        return exit_codes.OK
    if options.type not in TYPES:
        raise UnknownType(value=beginning(options.type), known=", ".join(TYPES.keys()), field="type")
    answers.write_json({"$schema": whole["$schema"], **whole["$defs"][options.type]})
    return exit_codes.OK


def _shapes(options: Namespace) -> Shapes | None:
    """Return the types as the firm has them that is named; none is asked for where none is."""
    if options.firm is None:
        return None
    with opened(options) as firm:
        return firm.shapes


def bring_in(options: Namespace) -> int:
    """Import a list, take an import back, or list the imports."""
    if options.list:
        return _list_imports(options)
    if options.undo is not None:
        return _undo(options)
    if options.file is None:
        raise UsageMistake(tr(N_("要导入哪个文件")))
    mapping = dict(_mapped(each) for each in options.map) or None
    with opened(options) as firm:
        if options.forget:
            imports.forget(firm, options.file)
        found = _brought(options, firm, mapping)
        marked = imports.mark(found, options.file, options.marked) if options.marked else None
    plain = found.plain(records=options.records) | {"marked": str(marked) if marked else None}
    answers.say(options, plain, found.lines())
    return exit_codes.OK if found.is_done or (options.dry_run and not found.errors) else exit_codes.REFUSED


def _brought(options: Namespace, firm: Firm, mapping: dict[int, str] | None) -> imports.Outcome:
    """Import the file; a trial tells what was read even where nothing can be made of it."""
    try:
        return imports.run(
            firm,
            options.file,
            kind=options.kind or "",
            mapping=mapping,
            dry_run=options.dry_run,
            skip_errors=options.skip_errors,
            openings=not options.no_openings,
            post=options.post,
            new_fields=options.new_fields,
            reason=options.reason,
        )
    except imports.ListNotImported as problem:
        if not options.dry_run:
            raise
        return imports.look(firm, options.file, problem, mapping)


def _mapped(text: str) -> tuple[int, str]:
    """Read ``C=remark``: a column by its letters, and the field that it holds."""
    letters, _, field = text.partition("=")
    column = number_of(letters.strip())
    if not column:
        raise UsageMistake(text)
    return column - 1, field.strip()


def _list_imports(options: Namespace) -> int:
    """List what was imported, the last one first."""
    with opened(options) as firm:
        found = imports.listed(firm)
    plain = [_batch(each) for each in found]
    lines = (
        "\t".join((each["batch"], each["at"], each["file"], each["kind"], tr(_STATES[each["undone"]])))
        for each in plain
    )
    answers.say(options, plain, lines)
    return exit_codes.OK


_STATES: Final = {False: N_("已导入"), True: N_("已撤销")}


def _batch(batch: imports.Batch) -> dict[str, Any]:
    """Describe an import."""
    return {
        "batch": batch.uid,
        "file": batch.file,
        "kind": batch.kind,
        "at": plain_value(instant_ms(batch.known_at), Kind.INSTANT),
        "author": batch.author,
        "undone": bool(batch.undone_at),
        "counts": batch.facts["counts"],
    }


def _undo(options: Namespace) -> int:
    """Take an import back."""
    with opened(options) as firm:
        undone = imports.undo(firm, options.undo)
    answers.say(options, undone.plain(), undone.lines())
    return exit_codes.OK


def export(options: Namespace) -> int:
    """Write a list of records as a file that can be edited and imported again."""
    with opened(options) as firm:
        made = reports.export(exports.table(firm, options.kind), options.out, firm)
    answers.say(options, {"file": str(made)}, [fill(Message.of(N_("已写入 {path}"), path=made))])
    return exit_codes.OK
