"""What became of an import: counts, every row accounted for, what would change or has changed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Final

from app.core.errors import Problem
from app.core.letters import lettered
from app.core.text import N_, Message, beginning
from app.domain.custom.errors import ReasonAsked, RuleBroken
from app.domain.intake.findings import Finding
from app.domain.intake.headers import Column
from app.i18n.catalog import fill, tr
from app.i18n.messages import sentence
from app.services.imports.lists import BroughtList

_TOLD: Final = 20
"""So many problems are told to a person; JSON has them all."""


@dataclass(frozen=True, slots=True)
class Issue:
    """A finding, or what the services refused, at its row (from 1) and column ("" when it is about the row)."""

    row: int
    column: str
    field: str
    code: str
    message: str
    raw: str = ""

    def plain(self) -> dict[str, Any]:
        """Write as plain data."""
        return {
            "row": self.row,
            "column": self.column or None,
            "field": self.field or None,
            "code": self.code,
            "raw": self.raw or None,
            "message": self.message,
        }


@dataclass(frozen=True, slots=True)
class Change:
    """One field of the list that changes a record; both values are written out."""

    row: int
    key: str
    field: str
    old: str
    new: str


class Fate(Enum):
    """What became of a record."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(slots=True)
class Outcome:
    """Filled while the import runs; `is_done` when it was written, and then `batch` names it for taking it back.

    `faults` are what is wrong with the list itself, in any firm; `refusals` are what this firm does not take of it.
    `own` are the names of its own fields that a column can go to, by what such a column holds. `excused` breaks a rule
    that takes a reason, and has one. `unused` are cells and columns that nothing is made of, though their rows come in.
    """

    brought: BroughtList
    is_done: bool = False
    is_dry: bool = False
    own: dict[str, str] = field(default_factory=dict)
    batch: str = ""
    fates: dict[int, Fate] = field(default_factory=dict)
    left_out: int = 0
    created: dict[str, int] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)
    drafts: list[str] = field(default_factory=list)
    faults: list[Issue] = field(default_factory=list)
    refusals: list[Issue] = field(default_factory=list)
    warnings: list[Issue] = field(default_factory=list)
    excused: list[Issue] = field(default_factory=list)
    unused: list[Issue] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Take over what reading the list has found."""
        self.faults += map(self._issue, self.brought.reading.errors)
        self.warnings += map(self._issue, self.brought.reading.warnings)

    @property
    def errors(self) -> list[Issue]:
        """All that keeps rows out."""
        return [*self.faults, *self.refusals]

    @property
    def remarks(self) -> list[Issue]:
        """All that a person should look at: what keeps rows out, and what is doubtful or unused in the others."""
        return [*self.errors, *self.unused, *self.warnings]

    @property
    def asking(self) -> list[Issue]:
        """What comes in as soon as a reason is given."""
        return [issue for issue in self.refusals if issue.code == ReasonAsked.code]

    @property
    def rows_left_out(self) -> int:
        """How many rows do not come in."""
        return len({issue.row for issue in self.errors})

    @property
    def new(self) -> int:
        """How many records are new."""
        return self._fated(Fate.NEW)

    @property
    def changed(self) -> int:
        """How many records change something that is there."""
        return self._fated(Fate.CHANGED)

    @property
    def unchanged(self) -> int:
        """How many records say nothing new."""
        return self._fated(Fate.UNCHANGED)

    def _fated(self, fate: Fate) -> int:
        return sum(1 for each in self.fates.values() if each is fate)

    def tell(self, place: int, fate: Fate) -> None:
        """Note what became of a record, by its place in the list, or of a part of it.

        What is unchanged so far is changed by anything else.
        """
        before = self.fates.setdefault(place, fate)
        if before is Fate.UNCHANGED and fate is not Fate.UNCHANGED:
            self.fates[place] = Fate.CHANGED

    def refuse(self, row: int, problem: Problem, target: str = "") -> None:
        """Note that the services refuse a row; `target` is the field of the list it concerns."""
        place = self._letter(target)
        self.refusals.append(Issue(row, place, target or problem.field, problem.code, sentence(problem)))

    def warn_of(self, row: int, problem: Problem, target: str = "") -> None:
        """Note what a rule of the firm says of a row that is imported all the same."""
        place = self._letter(target)
        self.warnings.append(Issue(row, place, target or problem.field, problem.code, sentence(problem)))

    def excuse(self, row: int, problem: RuleBroken, reason: str) -> None:
        """Note that a row breaks a rule and comes in for the reason that is given."""
        broken = RuleBroken(rule=problem.rule, says=problem.says, label=problem.label, value=problem.value)
        says = fill(Message.of(N_("{problem}例外原因：{reason}"), problem=sentence(broken), reason=reason))
        self.excused.append(Issue(row, "", problem.field, problem.code, says))

    def leave(self, row: int, problem: Problem, target: str, raw: str = "") -> None:
        """Note that nothing is made of a cell, or of a whole column, and why."""
        place = self._letter(target)
        self.unused.append(Issue(row, place, target, problem.code, sentence(problem), beginning(raw)))

    def warn(self, finding: Finding) -> None:
        """Note something about a row that is imported all the same."""
        self.warnings.append(self._issue(finding))

    def count(self, type_key: str, more: int = 1) -> None:
        """Count a record that was made on the way: a category, a warehouse; one less when it was taken back."""
        self.created[type_key] = self.created.get(type_key, 0) + more
        if not self.created[type_key]:
            del self.created[type_key]

    def _issue(self, finding: Finding) -> Issue:
        raw = beginning(finding.raw)
        message = fill(Message.of(finding.label, raw=raw))
        place = self._letter(finding.field) if finding.place is None else lettered(finding.place + 1)
        return Issue(finding.row, place, finding.field, finding.code, message, raw)

    def _letter(self, key: str) -> str:
        """Return the letter of the column that holds a field."""
        place = self.brought.reading.head.place(key)
        return lettered(place + 1) if key and place is not None else ""

    def counts(self) -> dict[str, Any]:
        """Count what was read and what became of it."""
        reading = self.brought.reading
        return {
            "records": len(reading.records),
            "skipped_rows": len(reading.skipped),
            "error_rows": len({issue.row for issue in self.faults}),
            "refused_rows": len({issue.row for issue in self.refusals}),
            "warnings": len(self.warnings),
            "new": self.new,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "left_out": self.left_out,
            "asking_rows": len({issue.row for issue in self.asking}),
            "excused_rows": len({issue.row for issue in self.excused}),
            "unused": len(self.unused),
            "created": dict(self.created),
        }

    def facts(self) -> dict[str, Any]:
        """Return what is kept of an import in the log."""
        return {
            "file": self.brought.file,
            "kind": self.brought.kind,
            "counts": self.counts(),
            "drafts": self.drafts,
        }

    def plain(self, *, records: bool = False) -> dict[str, Any]:
        """Write everything as plain data, with the records themselves if they are asked for."""
        reading = self.brought.reading
        plain: dict[str, Any] = {
            "file": self.brought.file,
            "table": reading.head.table,
            "kind": self.brought.kind,
            "sheet": self.brought.sheet,
            "imported": self.is_done,
            "dry_run": self.is_dry,
            "header_rows": [place + 1 for place in reading.head.rows],
            "columns": [
                _column(column) | {"field": column.field} for column in reading.head.columns if column.field
            ],
            "ignored_columns": [_column(column) for column in reading.ignored],
            "counts": self.counts(),
            "totals": reading.totals(),
            "skipped_rows": [
                {"row": skipped.row, "reason": skipped.reason}
                for skipped in sorted(reading.skipped, key=lambda each: each.row)
            ],
            "errors": [issue.plain() for issue in sorted(self.faults, key=lambda each: each.row)],
            "refused": [issue.plain() for issue in sorted(self.refusals, key=lambda each: each.row)],
            "warnings": [issue.plain() for issue in sorted(self.warnings, key=lambda each: each.row)],
            "excused": [issue.plain() for issue in sorted(self.excused, key=lambda each: each.row)],
            "unused": [issue.plain() for issue in sorted(self.unused, key=lambda each: each.row)],
            "changes": [
                {"row": each.row, "key": each.key, "field": each.field, "old": each.old, "new": each.new}
                for each in self.changes
            ],
            "documents": self.documents,
            "drafts": self.drafts,
            "batch": self.batch or None,
        }
        if records:
            plain["records"] = [
                {"row": each.row, **({"block": each.block} if each.block else {}), **each.values}
                for each in reading.records
            ]
        return plain

    def lines(self) -> Iterator[str]:
        """Write it for a person."""
        counts: dict[str, object] = {key: value for key, value in self.counts().items() if key != "created"}
        yield fill(
            Message.of(
                N_("{file}：新增 {new}，变更 {changed}，不变 {unchanged}"), file=self.brought.file, **counts
            )
        )
        yield fill(
            Message.of(
                N_("跳过 {skipped_rows} 行，错误 {error_rows} 行，提醒 {warnings} 条"),
                **{**counts, "error_rows": self.rows_left_out},
            )
        )
        for issue in self.remarks[:_TOLD]:
            place = Message.of(
                N_("第 {row} 行 {column}：{message}"),
                row=issue.row,
                column=issue.column,
                message=issue.message,
            )
            yield fill(place)
        if self.asking:
            rows = len({issue.row for issue in self.asking})
            yield fill(Message.of(N_("{rows} 行要写明例外原因，命令行写 --reason 原因。"), rows=rows))
        if self.left_out:
            yield fill(Message.of(N_("数量小于零的 {count} 行没有入账，请盘点后处理。"), count=self.left_out))
        if self.is_done:
            yield tr(N_("已导入。"))
        else:
            yield tr(
                N_("试运行，没有写入。")
                if self.is_dry
                else N_("有错误，没有写入；--skip-errors 导入没有错误的行。")
            )


def _column(column: Column) -> dict[str, str]:
    return {"column": lettered(column.place + 1), "header": column.header}
