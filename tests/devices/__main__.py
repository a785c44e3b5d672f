"""Play device vectors: ``python -m tests.devices FILE --json`` prints one answer a vector, by id.

Expectations in the file are never looked at: they are taken out before anything is played.
"""

import argparse
import json
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from tests.devices import playing_others, playing_scales

_PLAYERS = {
    "scale": playing_scales.play,
    "scan": playing_others.scan,
    "serial_scan": playing_others.serial_scan,
    "wedge": playing_others.wedge,
    "escpos": playing_others.escpos_vector,
    "layout": playing_others.layout,
    "tspl": playing_others.label,
    "zpl": playing_others.label,
    "cpcl": playing_others.label,
    "epl2": playing_others.label,
    "escp": playing_others.label,
    "display": playing_others.display,
    "rfid": playing_others.rfid,
}
_AT_ONCE = 16
"""Most of the time is waiting for wires to be quiet."""


def play(vector: dict[str, Any]) -> dict[str, Any]:
    """Play one vector without its expectations."""
    given = {key: value for key, value in vector.items() if not key.startswith(("expect", "must"))}
    try:
        return _PLAYERS[vector["category"]](given)
    except Exception as problem:  # noqa: BLE001 - one vector that cannot be played takes no other with it
        return {"id": vector["id"], "got_problem": repr(problem)}


def play_all(vectors: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Play vectors side by side; answers come in their order."""
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        return list(pool.map(play, vectors))


def main() -> int:
    """Play a file."""
    parser = argparse.ArgumentParser(prog="python -m tests.devices", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--json", action="store_true", help="one JSON list on standard output")
    asked = parser.parse_args()
    answers = play_all(json.loads(asked.file.read_text(encoding="utf-8"))["vectors"])
    if asked.json:
        json.dump(answers, sys.stdout, ensure_ascii=False, indent=1)
        print()
    else:
        for answer in answers:
            print(json.dumps(answer, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
