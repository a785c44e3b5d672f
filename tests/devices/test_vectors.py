"""The byte vectors of the hardware facts, through the real drivers: every one agrees."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.devices.__main__ import play_all

VECTORS: list[dict[str, Any]] = json.loads(
    Path(__file__).with_name("vectors.json").read_text(encoding="utf-8")
)["vectors"]


@pytest.fixture(scope="module")
def answers() -> dict[str, dict[str, Any]]:
    return {answer["id"]: answer for answer in play_all(VECTORS)}


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["id"])
def test_what_a_device_says_is_understood(vector: dict[str, Any], answers: dict[str, dict[str, Any]]) -> None:
    answer = answers[vector["id"]]
    wanted = {key: value for key, value in vector.items() if key.startswith("expect")}
    assert {key: answer[key.replace("expect", "got", 1)] for key in wanted} == wanted
    sent = bytes.fromhex(answer.get("got_hex", ""))
    assert sent.startswith(bytes.fromhex(vector.get("must_start_with_hex", "")))
    assert all(bytes.fromhex(part) in sent for part in vector.get("must_contain_hex", ()))
    assert not any(bytes.fromhex(part) in sent for part in vector.get("must_not_contain_hex", ()))
