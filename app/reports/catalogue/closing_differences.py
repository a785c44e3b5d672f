"""What a closed period showed before it was reopened, beside what it shows since it was closed again (G31)."""

from app.core.kinds import Kind
from app.core.table import Column, Drill, Drills, Table, Total
from app.core.text import N_
from app.domain.documents.spec import Tab
from app.reports.report import Asked, Report
from app.storage.queries import periods, stock

_COLUMNS = (
    Column("day", N_("结账日"), Kind.DATE),
    Column("code", N_("编码"), Kind.CODE),
    Column("item", N_("商品"), Kind.TEXT),
    Column("warehouse", N_("仓库"), Kind.TEXT),
    Column("quantity_then", N_("原数量"), Kind.QUANTITY),
    Column("value_then", N_("原金额"), Kind.MONEY, total=Total.SUM),
    Column("quantity_now", N_("现数量"), Kind.QUANTITY),
    Column("value_now", N_("现金额"), Kind.MONEY, total=Total.SUM),
    Column("difference", N_("金额差"), Kind.MONEY, total=Total.SUM),
    Column("reason", N_("反结账原因"), Kind.TEXT),
)


def build(asked: Asked) -> Table:
    """Return a row for every item and warehouse that a reopened period left otherwise than it was."""
    places = stock.place_names(asked.connection)
    catalogue = asked.books.catalogue
    rows: list[tuple[object, ...]] = []
    cards: list[tuple[str, str, str]] = []
    for found in periods.differences(asked.connection, asked.those.items):
        item = catalogue.item_by_id(found.item_id)
        place_uid, warehouse = places[found.place_id]
        rows.append(
            (
                found.day,
                item.code,
                item.name,
                warehouse,
                found.quantity_then,
                found.value_then,
                found.quantity_now,
                found.value_now,
                found.value_now - found.value_then,
                found.reason,
            )
        )
        cards.append((item.uid, place_uid, found.day))
    return asked.table(
        columns=_COLUMNS,
        rows=rows,
        drills=Drills(len(rows), lambda number: _card(asked, *cards[number])),
    )


def _card(asked: Asked, item: str, warehouse: str, day: str) -> Drill:
    """Open the card of the item up to the closing."""
    return asked.drill("stock_card", item=item, warehouse=warehouse, since=day[:8] + "01", until=day)


CLOSING_DIFFERENCES = Report(
    key="closing_differences",
    label=N_("反结账差异"),
    tab=Tab.STOCK,
    params=(),
    build=build,
    about=("item",),
    help=N_("反结账后再结账：同一天的数量和金额，当初是多少，现在是多少。没有反结账就没有差异。"),
)
