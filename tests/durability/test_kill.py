"""kill -9 while documents are being posted: what was acknowledged is there whole, the rest is there whole or a draft.

``pytest tests/durability --steps 2000`` kills more often.
"""

import json
import random
import subprocess
import sys
import time
from collections import deque
from pathlib import Path
from typing import IO, Any

import pytest

from app.services import proof
from app.services.firm import Firm
from tests.architecture.source import ROOT
from tests.builders import a_shop

WARM_DOCUMENTS = 20
LEAST_KILLS = 200
USUAL_STEPS = 250
LONGEST_LIFE_S = 0.06
"""After its first document a shop lives at most so long: some ten documents."""


class Victim:
    """A process that trades until it is killed; it starts up while another one is trading."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.durability.poster"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def lives_and_dies(self, path: Path, seed: int, life_s: float) -> list[str]:
        """Trade for so long after the first document; return what was acknowledged before the end."""
        given, heard = _pipe(self._process.stdin), _pipe(self._process.stdout)
        assert heard.readline() == "ready\n"
        given.write(f"{path} {seed}\n")
        given.flush()
        said = [heard.readline()]
        time.sleep(life_s)
        self._process.kill()
        said += heard.readlines()
        self.ends()
        return [line.strip() for line in said if line.endswith("\n")]

    def ends(self) -> None:
        self._process.kill()
        self._process.wait()
        _pipe(self._process.stdin).close()
        _pipe(self._process.stdout).close()


def _pipe(pipe: IO[str] | None) -> IO[str]:
    assert pipe is not None
    return pipe


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A firm with goods to sell."""
    path = tmp_path_factory.mktemp("kill") / "小店.zhanggui"
    shop = a_shop(path=path, today="2026-03-02")
    shop.account()
    shop.customer("客户")
    for _ in range(WARM_DOCUMENTS):
        shop.receives("苹果", 100_000, at=3)
        shop.receives("可乐", 100_000, at=2)
    shop.firm.close()
    return path


def test_killed_at_any_moment(path: Path, request: pytest.FixtureRequest) -> None:
    chance = random.Random(9)
    kills = max(LEAST_KILLS, int(request.config.getoption("--steps")) - USUAL_STEPS)
    acknowledged: set[str] = set()
    voided: set[str] = set()
    waiting = deque([Victim(), Victim()])
    try:
        for number in range(kills):
            victim = waiting.popleft()
            waiting.append(Victim())
            for line in victim.lives_and_dies(path, number, chance.random() * LONGEST_LIFE_S):
                (voided if line.startswith("void ") else acknowledged).add(line.removeprefix("void "))
            _check(path, acknowledged, voided, prove=number % 20 == 0)
    finally:
        for victim in waiting:
            victim.ends()
    assert len(acknowledged) > kills, "each shop got at least one document through"
    firm = Firm.open(path)
    assert proof.verify(firm).findings == ()
    firm.close()


def _check(path: Path, acknowledged: set[str], voided: set[str], *, prove: bool) -> None:
    """Open the firm after a kill and look at every document."""
    firm = Firm.open(path)
    try:
        connection = firm.books.connection()
        there = {row[0] for row in connection.execute("SELECT uid FROM document")}
        assert acknowledged <= there
        assert voided <= {
            row[0]
            for row in connection.execute(
                "SELECT d.uid FROM document_end e JOIN document d ON d.id = e.document_id"
            )
        }
        drafts = {row[0] for row in connection.execute("SELECT uid FROM draft")}
        assert not there & drafts, "posted and a draft at the same time"
        assert list(connection.execute(HALF)) == []
        assert list(connection.execute(GAPS)) == []
        if prove:
            assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            assert proof.verify(firm, replay=False).findings == ()
        _lines_are_all_there(connection)
    finally:
        firm.close()


HALF = """
SELECT d.number FROM document d
WHERE NOT EXISTS (SELECT 1 FROM operation o WHERE o.id = d.operation_id)
   OR NOT EXISTS (SELECT 1 FROM stock_entry s WHERE s.document_id = d.id)
   OR NOT EXISTS (SELECT 1 FROM party_entry p WHERE p.document_id = d.id)
   OR NOT EXISTS (SELECT 1 FROM document_line l WHERE l.document_id = d.id)
"""
"""Documents without the rows that belong to them."""

GAPS = """
SELECT c.series FROM number_counter c LEFT JOIN document d ON d.number LIKE c.series || '-%'
GROUP BY c.series HAVING COUNT(d.id) <> c.last OR COUNT(DISTINCT d.number) <> c.last
"""
"""Series whose numbers are not 1 … n."""


def _lines_are_all_there(connection: Any) -> None:
    """Compare the newest documents with what their operations say."""
    rows = connection.execute(
        "SELECT o.payload, (SELECT COUNT(*) FROM document_line l WHERE l.document_id = d.id)"
        " FROM document d JOIN operation o ON o.id = d.operation_id ORDER BY d.id DESC LIMIT 5"
    )
    for payload, lines in rows:
        assert len(json.loads(payload)["document"]["lines"]) == lines
