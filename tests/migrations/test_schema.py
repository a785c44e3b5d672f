"""The steps in `db_migrations` build what `app.storage.tables` declares, and the ledgers can only grow."""

from typing import Any

import pytest
from peewee import IntegrityError, SqliteDatabase

from app.services.printing import drawer, note
from app.services.printing.prints import Print
from app.storage.database import Database
from app.storage.migrator import migrate
from app.storage.tables import catalog, documents, ledger, system
from tests.builders import Shop, a_shop

TABLES = (*catalog.TABLES, *documents.TABLES, *ledger.TABLES, *system.TABLES)
NOT_OURS = ("schema_migration", "sqlite_%")


def schema(database: SqliteDatabase) -> dict[str, Any]:
    """Return every table with its columns, indexes and kind."""
    found: dict[str, Any] = {}
    for name, without_rowid, strict in database.execute_sql(
        "SELECT name, wr, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
    ).fetchall():
        if name == "schema_migration" or name.startswith("sqlite_"):
            continue
        columns = database.execute_sql(
            'SELECT name, type, "notnull", pk FROM pragma_table_info(?)', (name,)
        ).fetchall()
        indexes = database.execute_sql(
            "SELECT sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql > '' ORDER BY name",
            (name,),
        ).fetchall()
        found[name] = (bool(without_rowid), bool(strict), columns, [_plain(row[0]) for row in indexes])
    return found


def _plain(sql: str) -> str:
    return " ".join(sql.replace("IF NOT EXISTS ", "").split())


def test_steps_build_what_is_declared() -> None:
    built, declared = Database(":memory:"), SqliteDatabase(":memory:")
    migrate(built)
    with declared.bind_ctx(TABLES):
        declared.create_tables(TABLES)
    expected, actual = schema(declared), schema(built.peewee)
    assert actual.keys() == expected.keys()
    for table, parts in expected.items():
        assert actual[table] == parts, table
    built.close()
    declared.close()


def test_every_table_is_strict() -> None:
    built = Database(":memory:")
    migrate(built)
    assert [name for name, parts in schema(built.peewee).items() if not parts[1]] == []
    built.close()


# The ledgers.


@pytest.fixture(scope="module")
def shop() -> Shop:
    """A firm with a row in every ledger."""
    shop = a_shop(today="2026-03-02")
    shop.knows("手机", "台", track_serial=True)
    receipt = shop.receives("苹果", 10, at=3, account="现金", paid="1.00")
    shop.voids(receipt)
    shop.receives("苹果", 10, at=3)
    sold = shop.sells("苹果", 2, at=5)
    note(shop.firm, [Print(sold.uid, "delivery/a4/standard", 1)])
    drawer.open_for(shop.firm, "换零钱")
    shop.counts("苹果", 7)
    phones = shop.writes("goods_receipt", party="供应商")
    phones = phones.with_line(1, _phone(shop))
    shop.posts(phones)
    shop.closes("2026-03-31")
    return shop


def _phone(shop: Shop) -> Any:
    from dataclasses import replace

    from tests.builders import line

    return replace(line(amount_of=1, at=1000, serials="SN1"), item=shop.item("手机"))


LEDGERS = (
    *(row._meta.table_name for row in (*ledger.LEDGERS, *documents.LEDGERS)),
    "operation",
    "closing",
    "closed_figure",
    "document_print",
    "drawer_opening",
)


@pytest.mark.parametrize("table", LEDGERS)
def test_a_ledger_row_is_never_changed_or_deleted(shop: Shop, table: str) -> None:
    columns = [row[1] for row in shop.firm.books.connection().execute(f"PRAGMA table_info({table})")]
    assert shop._one(f"SELECT COUNT(*) FROM {table}")[0] > 0, "there is something to protect"
    for sql in (
        f"DELETE FROM {table}",
        f"UPDATE {table} SET {columns[-1]} = {columns[-1]}",
        f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} LIMIT 1",
    ):
        with pytest.raises(Exception, match="append-only"):
            shop.firm.database.execute(sql)
    with pytest.raises(IntegrityError, match="append-only"):
        shop.firm.database.peewee.execute_sql(f"DELETE FROM {table}")


def test_every_table_is_a_ledger_a_cache_or_a_record() -> None:
    """A new table must say whether its rows may change."""
    records = {row._meta.table_name for row in catalog.TABLES}
    caches = {row._meta.table_name for row in (*ledger.CACHES, *documents.CACHES)}
    others = {"number_counter", "setting", "station", "draft", "import_batch", "print_job"}
    assert {row._meta.table_name for row in TABLES} == {*LEDGERS} | records | caches | others
