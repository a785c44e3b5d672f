"""Play device vectors: ``python -m tests.devices FILE --json`` prints one answer a vector, by id.

Expectations in the file are never looked at: they are taken out before anything is played. No vector takes another with
it: what cannot be played is answered with its id and `got_problem`, and what has no end is given up.
"""

import argparse
import json
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

from tests.devices import playing_labels, playing_others, playing_printers, playing_scales
from tests.devices.playing import Unplayable, chosen

_PLAYERS = {
    "scale": playing_scales.play,
    "scan": playing_others.scan,
    "serial_scan": playing_others.serial_scan,
    "wedge": playing_others.wedge,
    "escpos": playing_printers.escpos_vector,
    "layout": playing_printers.layout,
    "tspl": playing_labels.label,
    "zpl": playing_labels.label,
    "cpcl": playing_labels.label,
    "epl2": playing_labels.label,
    "escp": playing_labels.label,
    "display": playing_printers.display,
    "rfid": playing_others.rfid,
}
_AT_ONCE: Final = 16
"""Most of the time is waiting for wires to be quiet."""
_LONGEST_S: Final = 60
"""Beside the pauses of its own, no vector takes so long."""
_NOTHING: Final[dict[str, dict[str, Any]]] = {
    "scale": {"got_readings": [], "got_errors": ["unplayable"]},
    "rfid": {"got_tags": [], "got_errors": ["unplayable"]},
}
"""What a device said that could not be played: nothing that could be taken for a weight or a tag."""


def play(vector: dict[str, Any]) -> dict[str, Any]:
    """Play one vector without its expectations."""
    given = {key: value for key, value in vector.items() if not key.startswith(("expect", "must"))}
    name = {"id": vector.get("id")}
    try:
        return name | chosen(_PLAYERS, vector.get("category"), "category")(given)
    except Unplayable as problem:
        said = str(problem)
    except Exception as problem:  # noqa: BLE001 - one vector that cannot be played takes no other with it
        said = repr(problem)
    return name | _NOTHING.get(str(vector.get("category")), {}) | {"got_problem": said}


def play_in_time(vector: Any, number: int) -> dict[str, Any]:
    """Play one vector, for as long as it may take; one without an id is called by its number."""
    if not isinstance(vector, dict):
        return {"id": f"#{number}", "got_problem": "no vector"}
    vector = {"id": f"#{number}"} | vector
    pauses = [one for one in vector.get("gaps_ms") or () if isinstance(one, int | float)]
    limit = _LONGEST_S + sum(pauses) / 1000
    answers: list[dict[str, Any]] = []
    thread = threading.Thread(target=lambda: answers.append(play(vector)), daemon=True)
    thread.start()
    thread.join(limit)
    return answers[0] if answers else {"id": vector["id"], "got_problem": f"no end after {limit:.0f} s"}


def play_all(vectors: list[Any]) -> list[dict[str, Any]]:
    """Play vectors side by side; answers come in their order."""
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        return list(pool.map(play_in_time, vectors, range(1, len(vectors) + 1)))


def main() -> int:
    """Play a file."""
    parser = argparse.ArgumentParser(prog="python -m tests.devices", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--json", action="store_true", help="one JSON list on standard output")
    asked = parser.parse_args()
    said = json.loads(asked.file.read_text(encoding="utf-8"))
    answers = play_all(said["vectors"] if isinstance(said, dict) else said)
    if asked.json:
        json.dump(answers, sys.stdout, ensure_ascii=False, indent=1)
        print()
    else:
        for answer in answers:
            print(json.dumps(answer, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
