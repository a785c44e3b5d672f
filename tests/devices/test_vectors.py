"""The byte vectors of the hardware facts, and harder ones of the same kinds, through the real drivers: all agree.

Whatever else a vector may say, the player answers it by its id and goes on with the next one.
"""

import copy
import json
import random
from pathlib import Path
from typing import Any

import pytest

from app.devices.faults import Fault
from app.devices.scales.framing import Framer, Outcome
from app.devices.scales.protocols import protocols
from app.devices.scales.weight import Weight
from tests.devices.__main__ import play_all
from tests.devices.playing_scales import line_of, profile_of, reading


def _read(name: str) -> list[dict[str, Any]]:
    vectors = json.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))["vectors"]
    assert len({vector["id"] for vector in vectors}) == len(vectors)
    return list(vectors)


OPEN = _read("vectors.json")
VECTORS = OPEN + _read("harder_vectors.json")
STREAMS = [
    vector
    for vector in VECTORS
    if vector["category"] == "scale"
    and "chunks_hex" in vector
    and not vector.keys() & {"gaps_ms", "after_reconnect_chunks_hex"}
]
_NONSENSE: tuple[Any, ...] = (None, 5, "x", "02 GG", [1, 2], ["02", None], {"a": 1}, True, [], {}, -1)


@pytest.fixture(scope="module")
def answers() -> dict[str, dict[str, Any]]:
    return {answer["id"]: answer for answer in play_all(VECTORS)}


def _wanted(vector: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in vector.items() if key.startswith("expect")}


def _got(answer: dict[str, Any], wanted: dict[str, Any]) -> dict[str, Any]:
    return {key: answer.get(key.replace("expect", "got", 1)) for key in wanted}


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["id"])
def test_what_a_device_says_is_understood(vector: dict[str, Any], answers: dict[str, dict[str, Any]]) -> None:
    answer, wanted = answers[vector["id"]], _wanted(vector)
    if _got(answer, wanted) != wanted:
        # A machine that stood still while eight were played side by side has made its own pause on the wire.
        (answer,) = play_all([vector])
    assert _got(answer, wanted) == wanted
    sent = bytes.fromhex(answer.get("got_hex", ""))
    assert sent.startswith(bytes.fromhex(vector.get("must_start_with_hex", "")))
    assert all(bytes.fromhex(part) in sent for part in vector.get("must_contain_hex", ()))
    assert not any(bytes.fromhex(part) in sent for part in vector.get("must_not_contain_hex", ()))


@pytest.mark.parametrize("most", [1, 9, 10_000])
@pytest.mark.parametrize("vector", STREAMS, ids=lambda vector: vector["id"])
def test_how_a_stream_is_split_changes_nothing(vector: dict[str, Any], most: int) -> None:
    random_ = random.Random(most)
    profile, line = profile_of(vector.get("profile", {})), line_of(vector.get("serial", {}))
    protocol = protocols()[vector["protocol"]]
    framer = Framer(protocol.cutter(profile))
    whole = b"".join(map(bytes.fromhex, vector["chunks_hex"]))
    whole = whole if protocol.has_eighth_bit else line.without_parity(whole)
    told: list[Outcome] = []
    while whole:
        step = random_.randint(1, most)
        told += framer.feed(whole[:step])
        whole = whole[step:]
    told += framer.quiet() + framer.expire()
    assert [reading(one) for one in told if isinstance(one, Weight)] == vector["expect_readings"]
    assert [one.kind.value for one in told if isinstance(one, Fault)] == vector["expect_errors"]


def test_no_vector_takes_another_with_it() -> None:
    random_ = random.Random(11)
    played: list[Any] = [None, 5, "x", {}, {"id": "no category"}]
    for number in range(120):
        vector = copy.deepcopy(random_.choice(OPEN)) | {"id": f"damaged {number}"}
        key = random_.choice([key for key in vector if key != "id" and not key.startswith("expect")])
        if random_.random() < 0.4:
            del vector[key]
        elif isinstance(vector[key], dict) and vector[key]:
            vector[key][random_.choice(list(vector[key]))] = random_.choice(_NONSENSE)
        else:
            vector[key] = random_.choice(_NONSENSE)
        played.append(vector)
    answers = play_all([*played, OPEN[0]])
    assert [answer["id"] for answer in answers[:5]] == ["#1", "#2", "#3", "#4", "no category"]
    assert [answer["id"] for answer in answers[5:-1]] == [vector["id"] for vector in played[5:]]
    assert answers[-1]["got_readings"] == OPEN[0]["expect_readings"]
    json.dumps(answers)


@pytest.mark.parametrize(
    "vector",
    [
        {"category": "scale", "protocol": "no_such_scale", "chunks_hex": ["02"]},
        {"category": "rfid", "protocol": "no_such_reader", "chunks_hex": ["02"]},
        {"category": "telepathy", "chunks_hex": ["02"]},
        {"category": "escpos", "kind": "dream"},
        {"category": "display", "input": {"show": "weather", "value": "1"}},
        {"category": "scale", "protocol": "dahua_acs5"},
    ],
    ids=str,
)
def test_what_there_is_not_is_said_by_name(vector: dict[str, Any]) -> None:
    (answer,) = play_all([vector | {"id": "x"}])
    assert answer["id"] == "x"
    assert answer["got_problem"].startswith("no "), answer
    assert answer.get("got_readings", []) == []


def test_fields_that_say_nothing_to_us_are_left_alone() -> None:
    (answer,) = play_all(
        [
            {
                "id": "x", "category": "scale", "protocol": "dahua_acs5", "colour": "red", "profile": {"hue": [1]},
                "serial": {"flow": "none"}, "chunks_hex": ["303132 33340A0D"],
            }
        ]
    )  # fmt: skip
    assert [one["weight"] for one in answer["got_readings"]] == ["1.234"]
