"""Brings a firm up to date until it is killed: ``python -m tests.migrations.migrant`` waits for ``FOLDER PATH``."""

import sys
from pathlib import Path

from app.storage import migrator
from app.storage.database import Database
from tests.migrations import steps


def main() -> None:
    print("ready", flush=True)
    folder, path = sys.stdin.readline().rstrip("\n").split("\t")
    steps.use(Path(folder))
    database = Database(path)
    print("begins", flush=True)
    migrator.migrate(database)
    print("done", flush=True)
    sys.stdin.readline()


if __name__ == "__main__":
    main()
