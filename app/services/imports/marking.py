"""The person's own file with what was wrong in it: faulty cells in colour, each with its sentence (F08, N12)."""

from pathlib import Path

from app.services.imports.outcome import Issue, Outcome


def mark(outcome: Outcome, source: Path, target: Path) -> Path:
    """Write a copy of the imported file in which every error, warning and unused cell tells of itself."""
    from app.formats import workbook_marks  # noqa: PLC0415 - loaded for the first file that is marked

    def of(issue: Issue, *, is_error: bool) -> workbook_marks.Mark:
        return workbook_marks.Mark(issue.row, issue.column, issue.message, is_error)

    marks = [
        *(of(issue, is_error=True) for issue in outcome.errors),
        *(of(issue, is_error=False) for issue in (*outcome.warnings, *outcome.unused)),
    ]
    workbook_marks.mark(source, target, outcome.brought.sheet, marks)
    return target
