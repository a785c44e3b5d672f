"""What waits to be done, the most pressing kind first; each opens what it is about."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from app.core.kinds import Kind
from app.core.numbers import Quantity
from app.core.table import Column, Drill, Table
from app.core.text import N_, Message
from app.domain.documents.types import TYPES
from app.domain.roles import Role
from app.domain.settings import MIGRATION
from app.i18n.catalog import fill
from app.i18n.show import show
from app.services import modules
from app.services.firm import Firm
from app.storage.queries import documents as lists
from app.storage.queries import home as queries

_KINDS = (
    ("uncounted", N_("未核")),
    ("short", N_("缺货")),
    ("negative", N_("负库存")),
    ("late", N_("超时")),
    ("overdue", N_("欠款")),
    ("payable", N_("该付")),
    ("draft", N_("草稿")),
)
Todo = tuple[Message, Drill]
"""What is to be done, and what it opens."""


def table(firm: Firm, role: Role, day: str) -> Table:
    """Return what waits for a role, in the order of its kinds, of what the firm uses."""
    wanted = [kind for kind in role.todos if modules.is_on(firm, f"todo:{kind}")]
    found = [(kind, todo) for kind in wanted for todo in READERS[kind](firm, role, day)]
    return Table(
        title=N_("今天要做的事"),
        columns=(
            Column("kind", N_("待办"), Kind.CHOICE, choices=_KINDS),
            Column("what", N_("内容"), Kind.TEXT),
        ),
        rows=[(kind, fill(text)) for kind, (text, _) in found],
        drills=[drill for _, (_, drill) in found],
    )


def _uncounted(firm: Firm, _role: Role, _day: str) -> Iterator[Todo]:
    """Tell while the firm is set up by counting what nobody has counted yet, or that it may end (F10)."""
    if not firm.books.chosen(MIGRATION):
        return
    from app.services import calibration  # noqa: PLC0415 - most firms have counted

    spots, left = calibration.counts(firm)
    says = (
        N_("边卖边盘：已核 {counted}/{spots}，还有 {left} 种没盘")
        if left
        else N_("边卖边盘：{spots} 种都盘过了，可以结束")
    )
    yield Message.of(says, counted=spots - left, spots=spots, left=left), Drill("calibration")


def _negative(firm: Firm, _role: Role, _day: str) -> Iterator[Todo]:
    """Walk goods below zero."""
    catalogue = firm.catalogue
    for item_uid, place_uid, held in queries.negatives(firm.books.connection()):
        item = catalogue.item(item_uid)
        text = Message.of(
            N_("{item} 在 {warehouse} 账面 {held}，请补录进货或盘点"),
            item=item.name,
            warehouse=catalogue.place(place_uid).name,
            held=item.in_units(Quantity(held)),
        )
        yield text, Drill("stock_card", (("item", item_uid), ("warehouse", place_uid)))


def _short(firm: Firm, _role: Role, _day: str) -> Iterator[Todo]:
    """Walk goods below their safety stock."""
    catalogue = firm.catalogue
    for item_uid, place_uid, held, coming, safety in queries.shortages(firm.books.connection()):
        item = catalogue.item(item_uid)
        text = Message.of(
            N_("{item} 在 {warehouse} 有 {held}，在途 {coming}，安全库存 {safety}"),
            item=item.name,
            warehouse=catalogue.place(place_uid).name,
            held=item.in_units(Quantity(held)),
            coming=item.in_units(Quantity(coming)),
            safety=item.in_units(Quantity(safety)),
        )
        yield text, Drill("stock_card", (("item", item_uid), ("warehouse", place_uid)))


def _late(firm: Firm, role: Role, day: str) -> Iterator[Todo]:
    """Walk orders whose day has passed."""
    for uid, key, number, promised in queries.late_orders(firm.books.connection(), day):
        if TYPES[key].tab not in role.tabs:
            continue
        text = Message.of(N_("{number} 应在 {day} 完成，还有未完成的行"), number=number, day=promised)
        yield text, Drill("document", (("uid", uid),))


def _overdue(firm: Firm, _role: Role, day: str) -> Iterator[Todo]:
    """Walk customers who are late with their money."""
    for uid, name, amount, oldest in queries.overdue_parties(firm.books.connection(), day, "receivable"):
        text = Message.of(
            N_("{party} 超期未收 {amount}，最早 {day} 到期"),
            party=name,
            amount=show(amount, Kind.MONEY),
            day=oldest,
        )
        yield text, Drill("statement", (("customer", uid),))


def _payable(firm: Firm, _role: Role, day: str) -> Iterator[Todo]:
    """Walk suppliers whose money is due."""
    for uid, name, amount, oldest in queries.overdue_parties(firm.books.connection(), day, "payable"):
        text = Message.of(
            N_("该付 {party} {amount}，最早 {day} 到期"),
            party=name,
            amount=show(amount, Kind.MONEY),
            day=oldest,
        )
        yield text, Drill("supplier_statement", (("supplier", uid),))


def _draft(firm: Firm, role: Role, _day: str) -> Iterator[Todo]:
    """Walk types with drafts that wait."""
    for key, count in lists.counts(firm.books.connection()).items():
        if TYPES[key].tab not in role.tabs:
            continue
        text = Message.of(
            N_("{type} 有 {count} 张草稿没有过账"), type=Message.of(TYPES[key].label), count=count
        )
        yield text, Drill(key)


READERS: Final[Mapping[str, Callable[[Firm, Role, str], Iterator[Todo]]]] = {
    "uncounted": _uncounted,
    "negative": _negative,
    "short": _short,
    "late": _late,
    "overdue": _overdue,
    "payable": _payable,
    "draft": _draft,
}
"""What finds the to-dos, by kind."""
