"""What an import would do, or did, as tables. Pure: an Outcome in, a Table out."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from app.core.clock import instant_ms
from app.core.field import Choice
from app.core.kinds import Kind
from app.core.letters import lettered
from app.core.table import Column, Table
from app.core.text import N_, Label
from app.services.imports import Batch, Outcome
from app.services.imports.naming import KIND_LABELS, name_of

_ROW: Final = Column("row", N_("行"), Kind.INTEGER)
_LEVELS: Final = (
    ("error", N_("错误")),
    ("asking", N_("要原因")),
    ("excused", N_("有原因")),
    ("unused", N_("没采用")),
    ("warning", N_("提醒")),
)
_REASONS: Final[tuple[tuple[str, Label], ...]] = (
    ("title", N_("标题")),
    ("print_info", N_("打印信息")),
    ("instructions", N_("填写说明")),
    ("blank", N_("空行")),
    ("repeated_header", N_("重复的表头")),
    ("category_heading", N_("分类标题")),
    ("subtotal", N_("小计")),
    ("page_subtotal", N_("本页小计")),
    ("total", N_("合计")),
    ("footer", N_("表尾")),
    ("DUP_EXACT", N_("与上面一行相同")),
    ("NO_STOCK", N_("没有库存")),
)
_MOST_RECORDS: Final = 2_000
"""Rows of the list that are shown; all are imported."""


def problems(outcome: Outcome) -> Table:
    """List errors, what wants a reason or has one, and warnings, in the order of the sheet."""
    asking = outcome.asking
    found = [
        *(("asking" if issue in asking else "error", issue) for issue in outcome.errors),
        *(("excused", issue) for issue in outcome.excused),
        *(("unused", issue) for issue in outcome.unused),
        *(("warning", issue) for issue in outcome.warnings),
    ]
    return Table(
        title=N_("问题"),
        columns=(
            Column("level", N_("级别"), Kind.CHOICE, choices=_LEVELS),
            _ROW,
            Column("column", N_("列号"), Kind.TEXT),
            Column("field", N_("栏目"), Kind.TEXT),
            Column("raw", N_("单元格"), Kind.TEXT),
            Column("message", N_("说明"), Kind.TEXT),
        ),
        rows=[
            (
                level,
                issue.row,
                issue.column,
                _called(outcome, issue.field),
                issue.raw,
                issue.message,
            )
            for level, issue in sorted(found, key=lambda each: (each[1].row, each[0]))
        ],
    )


def _called(outcome: Outcome, field: str) -> str:
    """Return what a field is called; one that the program makes nothing of, as its column is."""
    name = name_of(outcome.brought.kind, field, outcome.own)
    if name != field:
        return name
    columns_of_list = outcome.brought.reading.head.columns
    return next((column.header for column in columns_of_list if column.field == field), name)


def changes(outcome: Outcome) -> Table:
    """List what would be otherwise than it is: old and new value side by side."""
    kind = outcome.brought.kind
    return Table(
        title=N_("变更"),
        columns=(
            _ROW,
            Column("key", N_("资料"), Kind.TEXT),
            Column("field", N_("栏目"), Kind.TEXT),
            Column("old", N_("原来"), Kind.TEXT),
            Column("new", N_("改为"), Kind.TEXT),
        ),
        rows=[
            (each.row, each.key, name_of(kind, each.field, outcome.own), each.old, each.new)
            for each in outcome.changes
        ],
    )


def records(outcome: Outcome) -> Table:
    """Show the records as they were understood."""
    reading = outcome.brought.reading
    fields = [*dict.fromkeys(key for record in reading.records for key in record.fields)]
    return Table(
        title=N_("记录"),
        columns=(_ROW, *(Column(key, Label(_called(outcome, key)), Kind.TEXT) for key in fields)),
        rows=[
            (record.row, *(said.get(key, "") for key in fields))
            for record in reading.records[:_MOST_RECORDS]
            for said in (record.values,)
        ],
    )


def columns(outcome: Outcome) -> Table:
    """Show which column holds what; Enter changes it."""
    reading = outcome.brought.reading
    return Table(
        title=N_("列对应"),
        columns=(
            Column("letter", N_("列号"), Kind.TEXT),
            Column("header", N_("表头"), Kind.TEXT),
            Column("field", N_("栏目"), Kind.TEXT),
        ),
        rows=[
            (
                lettered(column.place + 1),
                column.header,
                _called(outcome, column.field) if column.field else "",
            )
            for column in reading.head.columns
        ],
    )


def skipped(outcome: Outcome) -> Table:
    """List the rows that are no records, and why."""
    return Table(
        title=N_("跳过的行"),
        columns=(_ROW, Column("reason", N_("原因"), Kind.CHOICE, choices=_REASONS)),
        rows=[
            (each.row, each.reason)
            for each in sorted(outcome.brought.reading.skipped, key=lambda each: each.row)
        ],
    )


VIEWS: Final[Mapping[str, Callable[[Outcome], Table]]] = {
    "problems": problems,
    "changes": changes,
    "records": records,
    "columns": columns,
    "skipped": skipped,
}
VIEW_CHOICES: Final = (
    Choice("problems", N_("问题")),
    Choice("changes", N_("变更")),
    Choice("records", N_("记录")),
    Choice("columns", N_("列对应")),
    Choice("skipped", N_("跳过的行")),
)


def history(batches: Sequence[Batch]) -> Table:
    """List what was imported, the last first."""
    states = (("done", N_("已导入")), ("undone", N_("已撤销")))
    return Table(
        title=N_("导入记录"),
        columns=(
            Column("at", N_("时间"), Kind.INSTANT),
            Column("file", N_("文件"), Kind.TEXT),
            Column("kind", N_("内容"), Kind.CHOICE, choices=tuple(KIND_LABELS.items())),
            Column("new", N_("新增"), Kind.INTEGER),
            Column("changed", N_("变更"), Kind.INTEGER),
            Column("state", N_("状态"), Kind.CHOICE, choices=states),
            Column("author", N_("制单"), Kind.TEXT),
        ),
        rows=[
            (
                instant_ms(batch.known_at),
                batch.file,
                batch.kind,
                batch.facts["counts"]["new"],
                batch.facts["counts"]["changed"],
                "undone" if batch.undone_at else "done",
                batch.author,
            )
            for batch in batches
        ],
    )
