"""Proof: the books are replayed from the first operation and compared with what is stored (N3, INV1–INV10).

Three steps, each a proof of its own: the chain of hashes, the sums of the ledgers against the caches, the costs of
every pool swept again from nothing. The full proof also replays the whole log into an empty database and compares them.
"""

import itertools
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter

from app.core.clock import FixedClock
from app.core.errors import Problem
from app.core.progress import Progress, silent
from app.core.text import N_, Message
from app.domain.posting.plain import PLAIN
from app.domain.posting.recosting import Pool
from app.i18n.messages import sentence
from app.services.firm import Firm
from app.services.posting.context import Costing
from app.storage import closings, migrator, operations, proof
from app.storage.applying import MANY
from app.storage.operations import Operation

_STEP = 500


@dataclass(frozen=True, slots=True)
class Proof:
    """What was found: nothing, if the books are sound."""

    operations: int
    entries: int
    findings: tuple[Message, ...]
    milliseconds: int

    @property
    def ok(self) -> bool:
        """Whether nothing was found."""
        return not self.findings


def verify(firm: Firm, progress: Progress = silent, *, replay: bool = True) -> Proof:
    """Prove the books; with `replay` from the first operation on, unless its log was tampered with.

    Raises Cancelled when the person stops it.
    """
    began = time.monotonic_ns()
    with firm.database.snapshot() as connection:
        whole = proof.count(connection)
        broken = [*_chain(firm)]
        findings = [*broken, *_sums(firm), *_costs(firm, progress)]
        if replay and not broken:
            findings += _replayed(firm, progress, whole[0])
    return Proof(*whole, tuple(findings), (time.monotonic_ns() - began) // 1_000_000)


def _chain(firm: Firm) -> Iterator[Message]:
    """Find the first operation that was tampered with."""
    broken = operations.broken_link(firm.books.connection())
    if broken:
        yield Message.of(N_("第 {operation} 条操作记录与前后不符，可能被改动过"), operation=broken)


def _sums(firm: Firm) -> Iterator[Message]:
    """Find caches that are not the sums of their ledgers, and closed periods that have changed."""
    connection = firm.books.connection()
    for difference in proof.sums(connection, per_item=firm.profile.per_item):
        yield _different(difference)
    for day, item_id, place_id in closings.mismatches(connection):
        yield Message.of(
            N_("已结账至 {day} 的数字变了：商品 {item}，仓库 {place}"),
            day=day,
            item=firm.catalogue.item_by_id(item_id).name,
            place=firm.catalogue.place_by_id(place_id).name,
        )


def _costs(firm: Firm, progress: Progress) -> Iterator[Message]:
    """Cost every pool from nothing and find costs or states that come out differently.

    Plain pools are costed by a form of the method that shares no code with posting, the rest by the sweep.
    """
    connection, per_item = firm.books.connection(), firm.profile.per_item
    pools = proof.pools(connection)
    left_over = dict(pools)
    check = PLAIN[firm.profile.method]
    for done, (key, moves) in enumerate(proof.plain_pools(connection, per_item=per_item)):
        left = check(moves)
        if left is not None and left == pools.get(key):
            del left_over[key]
        if done % _STEP == 0:
            progress(done, len(pools))
    for done, key in enumerate(left_over, len(pools) - len(left_over)):
        pool = Pool(*key)
        costing = Costing(firm.books)
        stored = costing.book.state(pool)
        outcome = costing.recosting.replay(pool)
        state = outcome.states[pool]
        same = (state.quantity, state.value, state.gaps) == (stored.quantity, stored.value, stored.gaps)
        if outcome.values or not same:
            yield Message.of(
                N_("商品 {item} 的成本重算后不同：存 {stored}，算 {found}"),
                item=firm.catalogue.item_by_id(pool.item).name,
                stored=stored.value,
                found=state.value,
            )
        if done % _STEP == 0:
            progress(done, len(pools))


def _replayed(firm: Firm, progress: Progress, whole: int) -> Iterator[Message]:
    """Replay the log into an empty database and find the first row of each table that differs."""
    copy = Firm(":memory:", clock=FixedClock("2000-01-01"))
    migrator.migrate(copy.database)
    try:
        with copy.transaction():
            for done, part in _parts(operations.read(firm.books.connection())):
                progress(done, whole)
                copy.replay(part)
        for difference in proof.compare(firm.books.connection(), copy.books.connection()):
            yield _different(difference)
    except Problem as problem:
        yield Message.of(N_("操作记录无法重新执行：{reason}"), reason=sentence(problem))
    finally:
        copy.close()


def _parts(log: Iterable[Operation]) -> Iterator[tuple[int, list[Operation]]]:
    """Walk a log in parts that are applied together, with how many operations stand before each."""
    done = 0
    for kind, alike in itertools.groupby(log, attrgetter("kind")):
        most = _STEP if kind in MANY else 1
        while part := [*itertools.islice(alike, most)]:
            yield done, part
            done += len(part)


def _different(difference: proof.Difference) -> Message:
    """Say where two answers differ."""
    return Message.of(
        N_("{table}：应为 {expected}，实为 {found}"),
        table=difference.table,
        expected=str(difference.expected),
        found=str(difference.found),
    )
