"""13–14: a receipt that comes late, and the proof that every cost is right."""

from collections.abc import Iterator
from functools import partial

from app.core.ids import new_uid
from app.domain.documents.document import Document
from app.services import documents, proof
from app.services.firm import Firm
from tests.bench import raw_costing, trade
from tests.bench.firms import opened
from tests.bench.measuring import Pair, each_timed, in_turn, middle, quiet_memory, timed
from tests.bench.raw_costing import RawLate, RawReceipt
from tests.bench.results import Result
from tests.bench.setting import Setting
from tests.bench.trade import DAYS, Trader

_MICROSECONDS = 1000


def back_dated(setting: Setting) -> Iterator[Result]:
    """A receipt in the middle of an item's moves, each time into a fresh copy: all later costs right, durable."""
    lengths = (1000, 20) if setting.is_quick else (10_000, 1000, 20)
    for method in ("fifo", "moving_average"):
        for moves in lengths:
            pair, changed = _into_the_middle(setting, method, moves)
            goal = 0.5 if moves >= 1000 else None
            what = f"back-dated, {method}, {moves:,} moves"
            note = f"{changed:,} costs changed"
            yield Result(13, what, pair.ratio, goal=goal, ours_ms=pair.ours_ms, raw_ms=pair.raw_ms, note=note)
            limit = {10_000: 65.0, 20: 3.0}.get(moves)
            if limit:
                yield Result(13, what, pair.ours_ms, unit="ms", goal=limit)


def _into_the_middle(setting: Setting, method: str, moves: int) -> tuple[Pair, int]:
    path = setting.firms.chain(method, moves)
    changed = 0

    def late(name: str) -> tuple[Firm, Document]:
        """Return a fresh copy that has worked a little, and the receipt."""
        firm = setting.copy(path, name)
        trader = Trader(trade.known(firm), 23)
        items, place = trader.records.items, trader.records.places[0]
        documents.post(firm, trader.receipt(items[1:2], date=trade.day(DAYS), place=place))
        receipt = trader.receipt(items[:1], date=trade.day(DAYS // 2), place=place, least=40, most=40)
        documents.preview(firm, receipt)
        return firm, receipt

    def ours() -> list[float]:
        nonlocal changed
        firm, receipt = late("ours")
        taken = timed(lambda: documents.post(firm, receipt))
        changed = firm.database.execute("SELECT COUNT(*) FROM stock_entry WHERE move_id > 0").fetchone()[0]
        _check(firm)
        firm.close()
        return [taken]

    def raw() -> list[float]:
        firm, receipt = late("raw")
        chain = RawLate(firm.database.connection(), firm._tick, fifo=method == "fifo")
        told = known(firm, receipt, new_uid())
        taken = timed(lambda: chain.receive(told))
        firm.close()
        return [taken]

    return in_turn(ours, raw, setting.rounds), changed


def known(firm: Firm, document: Document, operation: str) -> RawReceipt:
    """Look up all that a receipt of one line needs, off the clock; `operation` is the uid of its operation."""
    line, place = document.lines[0], str(document.header["warehouse"])
    item = firm.catalogue.item(line.item)
    assert line.price is not None, "a receipt states one"
    return RawReceipt(
        uid=document.uid,
        operation=operation,
        date=document.business_date,
        party=document.party,
        party_id=firm.catalogue.party_id(document.party),
        place=place,
        place_id=firm.catalogue.place_id(place),
        item=line.item,
        item_id=item.id,
        category_id=item.category_id or 0,
        unit=line.unit,
        quantity=line.quantity or 0,
        price=line.price,
        rate=line.tax_rate,
        listed="purchase" if line.price == item.price(line.unit, "purchase") else "typed",
    )


def _check(firm: Firm) -> None:
    """Prove by a full replay that every cost is right."""
    found = proof.verify(firm, replay=False)
    assert found.ok, found.findings


def recost_all(setting: Setting) -> Iterator[Result]:
    """Verify the whole ledger: every cost computed again, and every cache compared with its sums."""
    firm = opened(setting.ledger())
    connection = firm.database.connection()
    assert raw_costing.verify(connection) == 0
    rounds = 3 if setting.moves > 100_000 else setting.rounds
    pair = in_turn(
        partial(each_timed, [lambda: list(proof._costs(firm, _silent))]),
        partial(each_timed, [lambda: raw_costing.verify(connection)]),
        rounds,
    )
    a_move = pair.ours_ms * _MICROSECONDS / setting.moves
    yield Result(
        14,
        "verify costs",
        a_move,
        unit="µs/move",
        goal=1.2,
        ours_ms=pair.ours_ms,
        raw_ms=pair.raw_ms,
        note=f"{pair.ratio:.2f} × raw",
    )
    with quiet_memory():
        whole = middle([timed(partial(_check, firm)) for _ in range(rounds)])
    a_move = whole * _MICROSECONDS / setting.moves
    note = "costs, every cache against its sums, the chain of hashes"
    yield Result(14, "verify all but replay of the log", a_move, unit="µs/move", ours_ms=whole, note=note)
    firm.close()


def _silent(done: int, whole: int) -> None:
    """Nobody watches."""
