"""The chain of the log: each operation is hashed with all it says and with the one before it."""

from collections.abc import Iterator

import pytest

from app.services import records
from app.services.firm import Firm
from app.storage import operations
from app.storage.operations import Act, chained
from tests.unit.storage.firms import a_firm


@pytest.fixture
def firm() -> Iterator[Firm]:
    with a_firm() as firm:
        records.save(firm, "item", {"name": "苹果"})
        records.save(firm, "item", {"name": "梨"})
        yield firm


def test_what_was_written_is_one_chain(firm: Firm) -> None:
    firm.write_all("setting", [("", {"a": 1}), ("", {"b": 2})])
    firm.write("setting", "", {"c": 3})
    assert operations.broken_link(firm.books.connection()) == 0


@pytest.mark.parametrize("field", [*Act._fields, "hash"])
def test_no_word_of_an_operation_is_changed_unseen(firm: Firm, field: str) -> None:
    connection = firm.books.connection()
    last = connection.execute("SELECT MAX(id) FROM operation").fetchone()[0]
    (stored,) = connection.execute(f"SELECT {field} FROM operation WHERE id = ?", (last - 1,)).fetchone()
    changed = stored + 1 if isinstance(stored, int) else f"{stored} "
    connection.execute("DROP TRIGGER IF EXISTS operation_no_update")
    connection.execute(f"UPDATE operation SET {field} = ? WHERE id = ?", (changed, last - 1))
    assert operations.broken_link(connection) == last - 1


def test_an_operation_that_is_missing_is_seen(firm: Firm) -> None:
    connection = firm.books.connection()
    last = connection.execute("SELECT MAX(id) FROM operation").fetchone()[0]
    connection.execute("DROP TRIGGER IF EXISTS operation_no_delete")
    connection.execute("DELETE FROM operation WHERE id = ?", (last - 1,))
    assert operations.broken_link(connection) == last


def test_no_two_acts_are_hashed_alike() -> None:
    """Neither line ends nor numbers that look like texts move a word from one field into the next."""
    one = ("uid", "kind", 12, 3, "王\n2026-01-01", "2026-01-02", "subject")
    two = ("uid", "kind", 12, 3, "王", "2026-01-01\n2026-01-02", "subject")
    three = ("uid", "kind", 1, 23, "王\n2026-01-01", "2026-01-02", "subject")
    hashes = {chained("", one, "{}"), chained("", two, "{}"), chained("", three, "{}"), chained("", one, "")}
    assert len(hashes) == 4
