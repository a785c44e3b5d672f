"""18: from the start of the process to a painted window with the item list in it."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from tests.bench.firms import opened
from tests.bench.measuring import in_turn
from tests.bench.results import Result
from tests.bench.setting import Setting

_HEAVY = ("openpyxl", "reportlab", "numpy", "pyqtgraph", "PIL", "python_calamine")
_LOADED = "import sys, app.gui.main_window; print([name for name in {names!r} if name in sys.modules])"


def start(setting: Setting) -> Iterator[Result]:
    """The program with its item list, beside a bare window that opens the same file."""
    path = setting.ledger()
    opened(path).close()
    script = Path(__file__).parent.parent / "start_window.py"
    home = setting.disk / "home"
    surroundings = os.environ | {
        "PYTHONDONTWRITEBYTECODE": "",
        "PYTHONPYCACHEPREFIX": str(setting.disk / "compiled"),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(Path.cwd()),
        "XDG_CONFIG_HOME": str(home),
        "XDG_DATA_HOME": str(home),
        "XDG_STATE_HOME": str(home),
    }

    def run(what: str) -> list[float]:
        command = [sys.executable, str(script), what, str(path)]
        began = time.perf_counter()
        with subprocess.Popen(command, env=surroundings, stdout=subprocess.PIPE) as child:
            assert child.stdout is not None
            said = child.stdout.readline()
            taken = (time.perf_counter() - began) * 1e3
        assert said.startswith(b"painted"), child.returncode
        return [taken]

    pair = in_turn(partial(run, "program"), partial(run, "hello"), setting.rounds)
    yield Result(
        18, "start to painted item list", pair.ratio, goal=1.5, ours_ms=pair.ours_ms, raw_ms=pair.raw_ms
    )
    code = _LOADED.format(names=_HEAVY)
    done = subprocess.run(
        [sys.executable, "-c", code], env=surroundings, check=True, capture_output=True, text=True
    )
    loaded = done.stdout.strip().strip("[]")
    count = len([name for name in loaded.split(",") if name.strip()])
    yield Result(18, "start, heavy modules loaded", count, unit="", goal=0, note=loaded)
