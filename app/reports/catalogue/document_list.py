"""Posted documents of one type or of all, by head or by line of goods.

Sums stand only under documents of one type: an order and its delivery are not to be added up. Documents that were taken
back by another one are there by default, with the one that takes them back; voided ones only when they are asked for.
"""

from collections.abc import Sequence
from dataclasses import replace

from app.core.field import Choice, Field
from app.core.kinds import Kind
from app.core.table import Column, Drill, Drills, Table, Total
from app.core.text import N_
from app.domain.documents.types import TYPES
from app.domain.records.types.custom_field import HEAD, LINE
from app.reports import params
from app.reports.report import Asked, Report
from app.storage.queries import document_list
from app.storage.queries.document_list import Wanted

_TYPE = Field(
    "type",
    N_("单据类型"),
    Kind.CHOICE,
    default="",
    choices=tuple(Choice(doc_type.key, doc_type.label) for doc_type in TYPES),
)
_STATE = Field(
    "state",
    N_("状态"),
    Kind.CHOICE,
    required=True,
    default="standing",
    choices=(
        Choice("standing", N_("有效（不含作废）")),
        Choice("posted", N_("已过账")),
        Choice("reversed", N_("已红冲")),
        Choice("closed", N_("已关闭")),
        Choice("voided", N_("已作废")),
        Choice("all", N_("全部")),
    ),
)
_LEVEL = Field(
    "level",
    N_("显示"),
    Kind.CHOICE,
    required=True,
    default="heads",
    choices=(Choice("heads", N_("每张单据一行")), Choice("lines", N_("每行商品一行"))),
)
_STATES = {"standing": ("posted", "reversed", "closed"), "all": ()}
_FIRST = (
    Column("business_date", N_("日期"), Kind.DATE),
    Column("type", N_("单据类型"), Kind.CHOICE, choices=tuple((each.key, each.label) for each in TYPES)),
    Column("number", N_("单号"), Kind.CODE),
    Column("party", N_("往来单位"), Kind.TEXT),
    Column("warehouse", N_("仓库"), Kind.TEXT),
)
_MARK = Column(
    "state",
    N_("状态"),
    Kind.CHOICE,
    choices=tuple((choice.key, choice.label) for choice in _STATE.choices if choice.key not in _STATES),
)
_COLUMNS = {
    "heads": (
        *_FIRST,
        Column("staff", N_("经手人"), Kind.TEXT),
        Column("net", N_("金额（不含税）"), Kind.MONEY),
        Column("tax", N_("税额"), Kind.MONEY),
        Column("total", N_("总金额"), Kind.MONEY),
        Column("open", N_("今天未结"), Kind.MONEY),
        _MARK,
        Column("author", N_("制单"), Kind.TEXT),
    ),
    "lines": (
        *_FIRST,
        Column("line", N_("行号"), Kind.INTEGER),
        Column("code", N_("编码"), Kind.CODE),
        Column("item", N_("商品"), Kind.TEXT),
        Column("spec", N_("规格"), Kind.TEXT),
        Column("quantity", N_("数量"), Kind.QUANTITY),
        Column("unit", N_("单位"), Kind.TEXT),
        Column("price", N_("单价"), Kind.PRICE),
        Column("net", N_("金额（不含税）"), Kind.MONEY),
        Column("tax", N_("税额"), Kind.MONEY),
        Column("gross", N_("价税合计"), Kind.MONEY),
        _MARK,
    ),
}
_READ = {"heads": document_list.heads, "lines": document_list.lines}


def build(asked: Asked) -> Table:
    """Return a row a document, or a row a line of goods."""
    level, one_type, state = asked.text("level"), asked.text("type"), asked.text("state")
    named = (asked.record(key) for key in ("customer", "supplier"))
    wanted = Wanted(
        types=(one_type,) if one_type else TYPES.keys(),
        states=_STATES.get(state, (state,)),
        since=asked.text("since"),
        until=asked.text("until"),
        parties=[party for party in named if party],
        those=asked.those,
    )
    own = _own(asked, level, wanted.types)
    found = _READ[level](asked.connection, wanted, own)
    columns = (*_COLUMNS[level], *map(_column, own))
    return asked.table(
        columns=tuple(_summed(column) if one_type else column for column in columns),
        rows=[row[1:] for row in found],
        drills=Drills(len(found), lambda number: Drill("document", (("uid", found[number][0]),))),
    )


def _own(asked: Asked, level: str, types: Sequence[str]) -> list[Field]:
    """Return the fields of the firm's own that heads or lines of these types may hold, each once."""
    shapes, where = asked.books.shapes, {"heads": HEAD, "lines": LINE}[level]
    own = (each for key in types for each in shapes.own_of_document(key, where) if each.is_listed)
    return list({each.key: each.field for each in own}.values())


def _column(field: Field) -> Column:
    choices = tuple((choice.key, choice.label) for choice in field.choices)
    kind = Kind.TEXT if field.kind is Kind.LINK else field.kind
    return Column(field.key, field.label, kind, choices=choices)


def _summed(column: Column) -> Column:
    """Return a column of money with its sum."""
    return replace(column, total=Total.SUM) if column.kind is Kind.MONEY else column


DOCUMENT_LIST = Report(
    key="document_list",
    label=N_("单据明细"),
    tab=None,
    params=(params.SINCE, params.UNTIL, _TYPE, params.CUSTOMER, params.SUPPLIER, _STATE, _LEVEL),
    build=build,
    about=("head", "line", "item", "customer", "supplier"),
    help=N_("一段日子里过了账的单据，每张一行或每行商品一行；只选一种单据时有合计。"),
)
