"""What is timed does what it says: each workload runs, small, and what it checks besides is right."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.bench.firms import Firms
from tests.bench.setting import Setting
from tests.bench.workloads import ALL

_CHECKED = ("not told", "differ")
"""Results that are no times: they must be met however busy the machine is."""


@pytest.fixture(scope="module")
def firms(tmp_path_factory: pytest.TempPathFactory) -> Firms:
    return Firms(tmp_path_factory.mktemp("firms"))


@pytest.fixture
def setting(firms: Firms, tmp_path: Path) -> Setting:
    folders = [tmp_path / name for name in ("memory", "disk")]
    for folder in folders:
        folder.mkdir()
    return Setting(firms=firms, memory=folders[0], disk=folders[1], moves=10_000, rounds=1, is_quick=True)


@pytest.mark.parametrize("number", ["6", "7", "8b", "15", "16", "17", "19"])
def test_workload_runs(number: str, setting: Setting, qapp: QApplication) -> None:
    results = [*ALL[number](setting)]
    assert results
    for result in results:
        assert result.line()
        if any(word in result.what for word in _CHECKED):
            assert not result.measured, result.what
        else:
            assert result.measured > 0
