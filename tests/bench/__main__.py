"""``python -m tests.bench [--quick] [--moves N] [--only 1,13] [--rounds N] [--folder F] [--fresh]``."""

import argparse
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

from tests.bench import results
from tests.bench.firms import Firms
from tests.bench.results import Result
from tests.bench.setting import Setting
from tests.bench.workloads import ALL

_IN_MEMORY = Path("/dev/shm")
_LEAST_ROUNDS = 7


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Speed, beside raw SQLite.")
    parser.add_argument("--quick", action="store_true", help="the small ledger, in a minute")
    parser.add_argument(
        "--moves", type=int, default=0, help="size of the ledger: 10000, 100000, 1000000 (default)"
    )
    parser.add_argument("--only", default="", help=f"numbers of workloads, with commas: {', '.join(ALL)}")
    parser.add_argument("--rounds", type=int, default=_LEAST_ROUNDS)
    parser.add_argument("--folder", type=Path, default=Path("build/bench"), help="where firms are kept")
    parser.add_argument("--fresh", action="store_true", help="make the firms anew")
    options = parser.parse_args(arguments)
    folder: Path = options.folder
    folder.mkdir(parents=True, exist_ok=True)
    in_memory = _IN_MEMORY.is_dir() and os.access(_IN_MEMORY, os.W_OK)
    memory = Path(tempfile.mkdtemp(prefix="zhanggui-bench-", dir=_IN_MEMORY if in_memory else folder))
    disk = Path(tempfile.mkdtemp(prefix="work-", dir=folder))
    setting = Setting(
        firms=Firms(folder, fresh=options.fresh),
        memory=memory,
        disk=disk,
        moves=options.moves or (10_000 if options.quick else 1_000_000),
        rounds=options.rounds,
        is_quick=options.quick,
    )
    wanted = [number for number in options.only.split(",") if number] or list(ALL)
    try:
        found = _run(setting, wanted)
    finally:
        shutil.rmtree(memory)
        shutil.rmtree(disk)
    path = folder / "bench.json"
    results.write(path, found, moves=setting.moves, rounds=setting.rounds)
    missed = sum(each.verdict == "MISSED" for each in found)
    met = sum(each.verdict == "ok" for each in found)
    print(f"{met} goals met, {missed} missed; {path}")
    return 0


def _run(setting: Setting, wanted: list[str]) -> list[Result]:
    began = time.monotonic()
    print(f"{setting.moves:,} moves, {setting.rounds} rounds\n\n{results.heading()}")
    found: list[Result] = []
    for number in wanted:
        for result in ALL[number](setting):
            print(result.line(), flush=True)
            found.append(result)
    print(f"\n{time.monotonic() - began:.0f} s")
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
