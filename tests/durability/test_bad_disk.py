"""The disk is full, the file read-only, locked, damaged: a clear problem, nothing half written, and work goes on."""

import resource
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from peewee import SqliteDatabase

from app.core.errors import Problem
from app.services import documents, failures, proof
from app.services.firm import Firm
from tests.builders import Shop, Stock, a_shop, line


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    shop = a_shop(path=tmp_path / "小店.zhanggui")
    shop.receives("苹果", 100, at=3)
    shop.customer("客户")
    yield shop
    shop.firm.close()


def problem_of(shop: Shop) -> Problem | None:
    """Sell until the world refuses; return what a person is told."""
    with pytest.raises(Exception) as failure:  # noqa: PT011, PT012
        for _ in range(2_000):
            shop.sells("苹果", "0.01", at=5)
    return failures.problem_of(failure.value)


def rows(shop: Shop) -> tuple[Any, ...]:
    """Return how much of everything there is."""
    tables = ("operation", "document", "document_line", "stock_entry", "party_entry", "figure_entry", "draft")
    return tuple(shop._one(f"SELECT COUNT(*) FROM {table}")[0] for table in tables)


def is_sound(shop: Shop) -> bool:
    return proof.verify(shop.firm, replay=False).findings == ()


# The disk.


def test_a_full_disk(shop: Shop) -> None:
    pages = shop._one("PRAGMA page_count")[0]
    shop._one(f"PRAGMA max_page_count = {pages + 3}")
    assert _code(problem_of(shop)) == "DATABASE_FULL"
    assert is_sound(shop)
    before = rows(shop)
    assert _code(problem_of(shop)) == "DATABASE_FULL"
    assert rows(shop) == before, "nothing half written"
    shop._one("PRAGMA max_page_count = 1000000")
    shop.sells("苹果", 1, at=5)
    assert shop.is_proven()


def test_a_file_that_cannot_grow(shop: Shop) -> None:
    """The limit strikes where the journal is written, at the end of a transaction as on a real full disk."""
    with _no_file_larger_than(Path(f"{shop.firm.path}-wal").stat().st_size + 20_000):
        assert _code(problem_of(shop)) in {"DATABASE_FULL", "DATABASE_UNREADABLE"}
        before = rows(shop)
        assert _code(problem_of(shop)) in {"DATABASE_FULL", "DATABASE_UNREADABLE"}
        assert rows(shop) == before
    shop.sells("苹果", 1, at=5)
    assert shop.is_proven()
    shop.firm.close()
    again = Firm.open(Path(shop.firm.path))
    assert proof.verify(again).findings == ()
    again.close()


@contextmanager
def _no_file_larger_than(size: int) -> Iterator[None]:
    """Let the operating system refuse to make files larger than so many bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


# The file.


def test_a_file_locked_by_another_program(shop: Shop) -> None:
    shop._one("PRAGMA busy_timeout = 50")
    before = rows(shop)
    with _another_program(shop) as other:
        other.execute_sql("BEGIN IMMEDIATE")
        assert _code(problem_of(shop)) == "DATABASE_LOCKED"
        assert documents.listing(shop.firm, "goods_receipt").rows, "reading goes on"
        other.execute_sql("ROLLBACK")
    assert rows(shop) == before
    shop.sells("苹果", 1, at=5)
    assert shop.is_proven()


def test_a_read_only_file(shop: Shop) -> None:
    shop._one("PRAGMA query_only = 1")
    before = rows(shop)
    assert _code(problem_of(shop)) == "DATABASE_READ_ONLY"
    assert rows(shop) == before
    shop._one("PRAGMA query_only = 0")
    shop.sells("苹果", 1, at=5)
    assert shop.is_proven()


def test_a_folder_instead_of_a_file(tmp_path: Path) -> None:
    with pytest.raises(Exception) as failure:  # noqa: PT011
        Firm.open(tmp_path)
    assert failures.problem_of(failure.value) is not None


def test_a_damaged_file(shop: Shop) -> None:
    path = Path(shop.firm.path)
    shop._one("PRAGMA wal_checkpoint(TRUNCATE)")
    shop.firm.close()
    raw = bytearray(path.read_bytes())
    middle = len(raw) // 4 // 4096 * 4096
    raw[middle : middle * 3] = b"\xff" * (middle * 2)
    path.write_bytes(raw)
    with pytest.raises(Exception) as failure:  # noqa: PT011, PT012
        damaged = Firm.open(path)
        proof.verify(damaged)
    assert _code(failures.problem_of(failure.value)) == "DATABASE_BROKEN"


@pytest.mark.parametrize("content", [b"", b"not a database" * 100, b"SQLite format 3\0" + bytes(4080)])
def test_a_file_of_another_kind_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "brief.zhanggui"
    path.write_bytes(content)
    with pytest.raises(Exception) as failure:  # noqa: PT011
        Firm.open(path)
    assert _code(failures.problem_of(failure.value)) == "NOT_A_FIRM"
    assert path.read_bytes() == content
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


# Threads.


def test_several_windows_write_at_once_and_the_stock_is_never_oversold(shop: Shop) -> None:
    sold: list[str] = []
    refused: list[str] = []

    def sells() -> None:
        for _ in range(10):
            draft = shop.writes("delivery", line("苹果", 4, at=5), party="客户")
            try:
                sold.append(documents.post(shop.firm, draft).number)
            except Problem as problem:
                refused.append(problem.code)
        shop.firm.close()

    workers = [threading.Thread(target=sells) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert (len(sold), set(refused)) == (25, {"NEGATIVE_STOCK"})
    assert len(set(sold)) == 25
    assert shop.stock("苹果") == Stock("0", "0.00")
    assert shop.is_proven()


@contextmanager
def _another_program(shop: Shop) -> Iterator[SqliteDatabase]:
    other = SqliteDatabase(str(shop.firm.path), timeout=0.05)
    try:
        yield other
    finally:
        other.close()


def _code(problem: Problem | None) -> str:
    return problem.code if problem else ""
