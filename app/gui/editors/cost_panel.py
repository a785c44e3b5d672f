"""What a back-dated document would change in the cost of documents that are posted already."""

from collections.abc import Sequence

from app.core.kinds import Kind
from app.core.numbers import Money
from app.core.table import Column, Drill, Table, Total
from app.core.text import N_
from app.gui.keymap.in_force import told
from app.gui.models.titles import Titles
from app.i18n.show import show
from app.services.documents import CostChange

_COLUMNS = (
    Column("number", N_("单据"), Kind.CODE),
    Column("item", N_("商品"), Kind.TEXT),
    Column("before", N_("原成本"), Kind.MONEY),
    Column("after", N_("新成本"), Kind.MONEY),
    Column("difference", N_("差额"), Kind.MONEY, total=Total.SUM),
)


def cost_sentence(changes: Sequence[CostChange]) -> str:
    """Say in one line what will change, and how to go on."""
    difference = sum(change.after - change.before for change in changes)
    shown = show(Money(difference), Kind.MONEY)
    return told(
        N_("这张单据补在过去：将影响 {documents} 张已过账单据，成本 {difference}。确认请再按 {post}"),
        documents=len({change.document for change in changes}),
        difference=shown if difference < 0 else f"+{shown}",
    )


def cost_table(changes: Sequence[CostChange], titles: Titles) -> Table:
    """List the changes, each leading to its document."""
    return Table(
        title=N_("成本变化"),
        columns=_COLUMNS,
        rows=[
            (
                change.number,
                titles.of("item", change.item),
                change.before,
                change.after,
                Money(change.after - change.before),
            )
            for change in changes
        ],
        drills=[Drill("document", (("uid", change.document),)) for change in changes],
    )
