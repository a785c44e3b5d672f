"""边卖边盘: a firm starts without opening stock, trades, and comes to know what it has by counting (F10, N13).

::

    start ──▶ sell and receive: goods that were never counted may fall below zero, each time told
          ──▶ count: the first count of goods in a warehouse opens their book, the difference comes from the opening
          ──▶ standing: how many are counted, how many are known to be right, what the books lacked
          ──▶ end: negative stock follows each warehouse's own rule again

Whether it is on is a setting; everything else is read off documents and the ledger (`app.storage.queries.calibration`).
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Final

from app.core.changes import Changes
from app.core.kinds import Kind
from app.core.numbers import WHOLE, Money, Quantity, Rate, share
from app.core.table import Chart, Column, Drill, Drills, Table
from app.core.text import N_
from app.domain.documents.document import Document, Line
from app.domain.documents.types.stock_count import STOCK_COUNT
from app.domain.settings import MIGRATION, MIGRATION_TOLERANCE
from app.services import documents, references, settings
from app.services.firm import Firm
from app.storage.queries import calibration as queries
from app.storage.queries.calibration import Spot

SHEET: Final = 50
"""So many goods stand on one count sheet: what a person counts in one go."""
_THOUSAND: Final = 1000
_DAYS: Final = 31
"""Days in the picture."""
_BIGGEST: Final = 100
_MARKS: Final = (("negative", N_("账面负数")), ("sold", N_("卖过")), ("idle", N_("没动过")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How far the firm has come.

    `right` are the spots whose book is known to be right: counted, not below zero, and at the last recount off by no
    more than the tolerance. `found` and `missing` are the values that first counts put into and took off the books.
    """

    is_on: bool
    spots: int
    counted: int
    right: int
    found: Money
    missing: Money
    by_day: Table
    waiting: Table
    biggest: Table

    @property
    def accuracy(self) -> Rate:
        """The part of all spots whose book is known to be right, to a tenth of a per cent."""
        return Rate(share(_THOUSAND, self.right, self.spots) * (WHOLE // _THOUSAND) if self.spots else 0)

    @property
    def left(self) -> int:
        """How many spots nobody has counted yet."""
        return self.spots - self.counted


def is_on(firm: Firm) -> bool:
    """Say whether the firm trades before it has counted."""
    return bool(firm.books.chosen(MIGRATION))


def start(firm: Firm) -> Changes:
    """Let goods be sold that nobody has counted yet; their first count opens their book."""
    return settings.save(firm, {MIGRATION.key: True})


def end(firm: Firm) -> Changes:
    """Go over to the usual rules: negative stock as each warehouse has it, every difference a loss or a gain."""
    return settings.save(firm, {MIGRATION.key: False})


def counts(firm: Firm) -> tuple[int, int]:
    """Return how many spots there are, and how many of them nobody has counted yet."""
    found = queries.spots(firm.books.connection(), _usual_place(firm))
    return len(found), sum(1 for spot in found if not spot.count_id)


def standing(firm: Firm) -> Standing:
    """Return how far the firm has come, read at one moment."""
    tolerance, usual = firm.books.chosen(MIGRATION_TOLERANCE), _usual_place(firm)
    with firm.database.snapshot() as connection:
        found, opened = queries.spots(connection, usual), queries.opened(connection)
    counted = [spot for spot in found if spot.count_id]
    return Standing(
        is_on=is_on(firm),
        spots=len(found),
        counted=len(counted),
        right=sum(1 for spot in counted if _is_right(spot, tolerance)),
        found=Money(sum(each.value for each in opened if each.value > 0)),
        missing=Money(sum(-each.value for each in opened if each.value < 0)),
        by_day=_by_day(firm.today(), [spot.since for spot in counted]),
        waiting=_waiting(firm, [spot for spot in found if not spot.count_id]),
        biggest=_biggest(firm, opened[:_BIGGEST]),
    )


def sheet(firm: Firm, warehouse: str = "", item: str = "", size: int = SHEET) -> Document | None:
    """Return the draft of a count of the goods that wait in a warehouse, from `item` on; None when none do.

    Without a warehouse it is the first one where goods wait. Nobody counted them yet: their quantities are empty.
    """
    waiting = [
        spot for spot in queries.spots(firm.books.connection(), _usual_place(firm)) if not spot.count_id
    ]
    place_id = firm.catalogue.place_id(warehouse) if warehouse else waiting[0].place_id if waiting else 0
    here = [spot.item_id for spot in waiting if spot.place_id == place_id]
    if not here:
        return None
    wanted = firm.catalogue.item_id(item) if item else 0
    first = here.index(wanted) if wanted in here else 0
    blank = documents.blank(firm, STOCK_COUNT.key)
    return replace(
        blank,
        header={**blank.header, "warehouse": firm.catalogue.place_by_id(place_id).uid},
        lines=tuple(_line(firm, item_id) for item_id in here[first : first + size]),
    )


def _line(firm: Firm, item_id: int) -> Line:
    article = firm.catalogue.item_by_id(item_id)
    return Line(item=article.uid, unit=article.base_unit)


def _usual_place(firm: Firm) -> int:
    """Return where goods are supposed to be that never moved: an item may have a warehouse of its own."""
    blank = documents.blank(firm, STOCK_COUNT.key)
    warehouse = blank.header["warehouse"] or references.first(firm, "warehouse")
    return firm.catalogue.place_id(warehouse) if warehouse else 0


def _is_right(spot: Spot, tolerance: int) -> bool:
    return spot.book >= 0 and abs(spot.deviated) <= share(spot.came, tolerance, WHOLE)


def _by_day(today: str, firsts: Iterable[str]) -> Table:
    """Return how many spots were counted by the end of each of the last days."""
    last = datetime.date.fromisoformat(today)
    days = [(last - datetime.timedelta(days=back)).isoformat() for back in range(_DAYS - 1, -1, -1)]
    new = dict.fromkeys(days, 0)
    for day in firsts:
        new[max(min(day, today), days[0])] += 1
    rows = list(zip(days, accumulate(new.values()), strict=True))
    begun = next((place for place, row in enumerate(rows) if row[1]), len(rows))
    return Table(
        title=N_("盘点进度"),
        columns=(
            Column("day", N_("日期"), Kind.DATE),
            Column("counted", N_("累计已核"), Kind.INTEGER),
        ),
        rows=rows[max(min(begun - 1, len(rows) - 7), 0) :],
        chart=Chart("line", "day", ("counted",)),
    )


def _waiting(firm: Firm, spots: Sequence[Spot]) -> Table:
    """Return what nobody has counted yet, as it stands on count sheets."""
    item, place = firm.catalogue.item_by_id, firm.catalogue.place_by_id
    return Table(
        title=N_("未核的商品"),
        columns=(
            Column("code", N_("编码"), Kind.CODE),
            Column("item", N_("商品"), Kind.TEXT),
            Column("warehouse", N_("仓库"), Kind.TEXT),
            Column("book", N_("账面数量"), Kind.QUANTITY),
            Column("unit", N_("单位"), Kind.TEXT),
            Column("mark", N_("情况"), Kind.CHOICE, choices=_MARKS),
        ),
        rows=[
            (
                item(spot.item_id).code,
                item(spot.item_id).name,
                place(spot.place_id).name,
                Quantity(spot.book),
                item(spot.item_id).base_unit,
                "negative" if spot.book < 0 else "sold" if spot.book != spot.came else "idle",
            )
            for spot in spots
        ],
        drills=Drills(
            len(spots),
            lambda number: _card(item(spots[number].item_id).uid, place(spots[number].place_id).uid),
        ),
    )


def _biggest(firm: Firm, opened: Sequence[queries.Opened]) -> Table:
    """Return the first counts that found the most."""
    item = firm.catalogue.item_by_id
    return Table(
        title=N_("差异最大的商品"),
        columns=(
            Column("item", N_("商品"), Kind.TEXT),
            Column("number", N_("盘点单"), Kind.CODE),
            Column("quantity", N_("数量差"), Kind.QUANTITY),
            Column("value", N_("金额差"), Kind.MONEY),
        ),
        rows=[
            (
                item(each.item_id).name,
                each.number,
                Quantity(each.quantity),
                Money(each.value),
            )
            for each in opened
        ],
        drills=[Drill("document", (("uid", each.document_uid),)) for each in opened],
    )


def _card(item: str, warehouse: str) -> Drill:
    """Open the card of an item in a warehouse."""
    return Drill("stock_card", (("item", item), ("warehouse", warehouse)))
