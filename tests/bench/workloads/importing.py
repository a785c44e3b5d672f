"""15: a list of items with faults in it, from the file to durable records and a report."""

import random
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import cycle
from pathlib import Path

from app.core.clock import FixedClock
from app.services import founding, imports
from app.services.firm import Firm, Profile
from tests.bench import bare_files, raw_import, trade
from tests.bench.alone import added_mib, taken_ms
from tests.bench.measuring import in_turn, middle
from tests.bench.results import Result
from tests.bench.setting import Setting

_SEED = 15
_MICRO = 1_000_000
_FEW = 20
_HEAD = (
    *("商品编码", "名称", "规格", "单位", "条码", "类别"),
    *("品牌", "进价", "零售价", "最低售价", "税率", "备注"),
)
_FAULTS = ((1, ""), (3, ""), (7, "待定"), (8, "10-12"))
"""Columns of a row, and what is wrong in them: no name, no unit, no number, a range."""

Place = tuple[int, str]
"""A row from 1 and the letter of its column."""


def bring_in(setting: Setting) -> Iterator[Result]:
    """Every fault is told with its row and column; the raw side leaves the same rows, the bare one no log and no index.

    So is the rule of all these figures: raw writes what we write. How far the bare work is from there is told, too.
    Each run is a process of its own, as the command line is, with what is loaded on use off the clock.
    """
    rows, faults = (1000, 20) if setting.is_quick else (50_000, 200)
    path, few = setting.disk / "商品.xlsx", setting.disk / "几样.xlsx"
    wrong = make_list(path, rows, faults)
    make_list(few, _FEW, 0)
    told: list[set[Place]] = []
    bare: list[float] = []

    def taken(bring: Callable[[Firm, Path], set[Place]]) -> float:
        milliseconds, found = taken_ms(warmed, bring, setting.disk, few, path)
        told.append(found)
        return milliseconds

    def ours() -> Sequence[float]:
        return [taken(_import)]

    def raw() -> Sequence[float]:
        bare.append(taken(_bare))
        return [taken(_by_hand)]

    pair = in_turn(ours, raw, setting.rounds)
    what = f"excel-import, {rows:,} × 12"
    yield Result(
        15, f"{what}, same rows", pair.ratio, goal=1.5, ours_ms=pair.ours_ms, raw_ms=pair.raw_ms, note="× raw"
    )
    alone = middle(bare)
    note = "× bare: neither log nor search index"
    yield Result(15, f"{what}, items alone", pair.ours_ms / alone, raw_ms=alone, note=note)
    missed = sum(len(wrong ^ each) for each in told)
    yield Result(15, f"{what}, of {faults} faults not told", missed, unit="", goal=0)
    added = added_mib(prepared, setting.disk, path)
    yield Result(15, f"{what}, memory added", added, unit="MiB", goal=120)


def make_list(path: Path, rows: int, faults: int) -> set[Place]:
    """Write a list of items with faults; return where they are."""
    chance = random.Random(_SEED)
    wrong = dict(zip(sorted(chance.sample(range(rows), faults)), cycle(_FAULTS), strict=False))
    listed: list[Sequence[object]] = [_HEAD]
    for number in range(rows):
        values = trade.item(number)
        price, spec = values["purchase"] / _MICRO, f"{number % 40 * 5 + 50}g"
        row: list[object] = [values["code"], values["name"], spec, "个", trade.barcode(number)]
        row += [f"分类{number % 50:02d}", f"品牌{number % 300:03d}"]
        row += [price, values["retail"] / _MICRO, price, 0.13, "常温"]
        if number in wrong:
            place, value = wrong[number]
            row[place] = value
        listed.append(row)
    bare_files.write_workbook(path, listed)
    return {(number + 2, "ABCDEFGHIJKL"[place]) for number, (place, _) in wrong.items()}


def new_firm(folder: Path) -> Firm:
    """Make a firm that has nothing yet."""
    path = folder / "import.sqlite"
    for suffix in ("", "-wal", "-shm"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)
    return founding.create(path, Profile(name="bench"), clock=FixedClock("2026-01-05"))


def warmed(
    bring: Callable[[Firm, Path], set[Place]], folder: Path, few: Path, path: Path
) -> Callable[[], set[Place]]:
    """Bring a few items in, and return the work of bringing a list into a firm that has nothing yet."""
    firm = new_firm(folder)
    bring(firm, few)
    firm.close()
    return partial(bring, new_firm(folder), path)


def _by_hand(firm: Firm, path: Path) -> set[Place]:
    return set(raw_import.import_items(firm.database.connection(), path))


def _bare(firm: Firm, path: Path) -> set[Place]:
    return set(bare_files.import_items(firm.database.connection(), path))


def _import(firm: Firm, path: Path) -> set[Place]:
    outcome = imports.run(firm, path, skip_errors=True)
    assert outcome.is_done
    return {(issue.row, issue.column) for issue in outcome.errors}


def prepared(folder: Path, path: Path) -> Callable[[], object]:
    """Make a firm, and return the work of bringing a list in."""
    return partial(_import, new_firm(folder), path)
