"""A step runs whole or not at all: failed, killed or from the future, the firm is as it was."""

import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from peewee import SqliteDatabase

from app.core.paths import migrations
from app.services import proof
from app.services.firm import Firm
from app.storage import migrator
from app.storage.database import Database
from tests.architecture.source import ROOT
from tests.builders import a_shop
from tests.migrations import steps

KILLS = 20


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A firm's file, closed."""
    path = tmp_path / "小店.zhanggui"
    shop = a_shop(path=path)
    shop.receives("苹果", 10, at=3)
    shop._one("PRAGMA wal_checkpoint(TRUNCATE)")
    shop.firm.close()
    return path


@pytest.fixture(autouse=True)
def own_steps() -> Iterator[None]:
    yield
    steps.use(migrations())


def contents(path: Path) -> dict[str, object]:
    """Return all of a database: what it is made of, and the rows of every table."""
    database = SqliteDatabase(f"file:{path}?mode=ro", uri=True)
    made_of = database.execute_sql("SELECT type, name, sql FROM sqlite_master ORDER BY name").fetchall()
    rows: dict[str, object] = {"": made_of}
    for kind, name, _ in made_of:
        if kind == "table":
            rows[name] = sorted(map(repr, database.execute_sql(f'SELECT * FROM "{name}"').fetchall()))
    database.close()
    return rows


def test_a_step_that_is_not_needed_is_not_taken(path: Path) -> None:
    database = Database(path)
    assert migrator.migrate(database) == []
    database.close()
    assert [*path.parent.glob("*.before-*")] == [], "and no copy is made for it"


def test_a_step_makes_a_checked_copy_first(path: Path, tmp_path: Path) -> None:
    before = contents(path)
    steps.use(steps.folder_with(tmp_path / "steps", "0999_colour", _COLOUR))
    with closing(Firm.open(path)) as firm:
        assert firm.database.execute("SELECT colour FROM draft").fetchall() == []
    (kept,) = path.parent.glob("*.before-*")
    assert kept.name.endswith("0999_colour")
    assert contents(kept) == before


@pytest.mark.expects_log("migration failed")
def test_a_step_that_fails_leaves_the_firm_as_it_was(path: Path, tmp_path: Path) -> None:
    before = contents(path)
    steps.use(steps.folder_with(tmp_path / "steps", "0999_wrong", _COLOUR + "    raise ValueError(db)\n"))
    with pytest.raises(migrator.MigrationFailed) as failure:
        Firm.open(path)
    assert failure.value.step == "0999_wrong"
    assert contents(path) == before
    steps.use(migrations())
    with closing(Firm.open(path)) as firm:
        assert proof.verify(firm).findings == ()


def test_a_newer_file_is_refused_and_left_alone(path: Path, tmp_path: Path) -> None:
    steps.use(steps.folder_with(tmp_path / "steps", "0999_colour", _COLOUR))
    Firm.open(path).close()
    before = contents(path)
    steps.use(migrations())
    with pytest.raises(migrator.NewerDatabase) as refusal:
        Firm.open(path)
    assert refusal.value.steps == "0999_colour"
    assert contents(path) == before


def test_a_database_of_another_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    other = SqliteDatabase(str(path))
    other.execute_sql("CREATE TABLE note (text)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(migrator.NotOurs):
        Firm.open(path)
    assert path.read_bytes() == before


def test_killed_in_the_middle_of_a_step(path: Path, tmp_path: Path) -> None:
    folder = steps.folder_with(tmp_path / "steps", steps.LONG, steps.LONG_STEP)
    whole_s = _migrates(folder, _copy(path, 0), None)
    assert whole_s is not None
    chance = random.Random(5)
    ends: list[bool] = []
    for number in range(1, KILLS + 1):
        copy = _copy(path, number)
        _migrates(folder, copy, chance.random() * whole_s * 1.1)
        ends.append(_is_new(copy))
        if not ends[-1]:
            with closing(Firm.open(copy)) as firm:
                assert proof.verify(firm).findings == ()
    assert set(ends) == {False, True}, f"kills came all on one side: {whole_s:.2f} s"


def _migrates(folder: Path, path: Path, life_s: float | None) -> float | None:
    """Run the steps in another process, killed after a while; return how long all took."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.migrations.migrant"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        process.stdin.write(f"{folder}\t{path}\n")
        process.stdin.flush()
        assert process.stdout.readline() == "begins\n"
        began = time.monotonic()
        if life_s is None:
            assert process.stdout.readline() == "done\n"
            took = time.monotonic() - began
        else:
            time.sleep(life_s)
            took = None
        process.kill()
    return took


def _is_new(path: Path) -> bool:
    """Say on which side of the step a file stands; in between is nothing."""
    database = SqliteDatabase(str(path))
    tables = {row[0] for row in database.execute_sql("SELECT name FROM sqlite_master WHERE type = 'table'")}
    columns = {row[1] for row in database.execute_sql("PRAGMA table_info(draft)")}
    history = {row[0] for row in database.execute_sql("SELECT name FROM schema_migration")}
    signs = {"new_first" in tables, "new_last" in tables, "colour" in columns, steps.LONG in history}
    assert len(signs) == 1, "half a step"
    new = signs.pop()
    if new:
        assert database.execute_sql("SELECT COUNT(*) FROM new_first").fetchone()[0] == steps.ROWS
    assert database.execute_sql("PRAGMA integrity_check").fetchone()[0] == "ok"
    database.close()
    return new


def _copy(path: Path, number: int) -> Path:
    copy = path.with_name(f"copy-{number}.zhanggui")
    shutil.copyfile(path, copy)
    return copy


_COLOUR = """    db.execute_sql("ALTER TABLE draft ADD COLUMN colour TEXT NOT NULL DEFAULT ''")
"""
