"""A folder of steps of a program that is one step ahead of ours, to see how a step ends that does not end well."""

import shutil
from pathlib import Path

from app.core.paths import migrations
from app.storage import migrator

LONG = "0999_long"
ROWS = 60_000


def folder_with(path: Path, name: str, body: str) -> Path:
    """Make a folder of our steps and one more; `body` is the inside of its `up`."""
    shutil.copytree(migrations(), path, ignore=shutil.ignore_patterns("__pycache__"))
    text = f"from typing import Any\n\n\ndef up(migrator: Any, db: Any) -> None:\n{body}"
    (path / f"{name}.py").write_text(text, encoding="utf-8")
    return path


def use(folder: Path) -> None:
    """Let the migrator of this process find its steps in `folder`."""
    migrator.migrations = lambda: folder  # type: ignore[attr-defined]


LONG_STEP = f"""
    db.execute_sql("CREATE TABLE new_first (id INTEGER PRIMARY KEY, note TEXT) STRICT")
    db.execute_sql("ALTER TABLE draft ADD COLUMN colour TEXT NOT NULL DEFAULT ''")
    for number in range({ROWS}):
        db.execute_sql("INSERT INTO new_first (note) VALUES ('so many words that pages fill')")
    db.execute_sql("CREATE TABLE new_last (id INTEGER PRIMARY KEY) STRICT")
"""
