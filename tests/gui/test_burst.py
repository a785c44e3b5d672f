"""A scanner that types is told from a person who types; a person loses no key."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.gui.input.burst import BurstDetector, Habits, Key, Scan

ENDS = {"{Enter}", "{Tab}"}
EAN = "6901234567892"


def play(events: list[tuple[int, str]], habits: Habits | None = None) -> tuple[list[str], str]:
    """Feed events of (ms since the one before, key) and return the scans and what reached the field."""
    detector: BurstDetector[str] = BurstDetector(habits or Habits())
    known: list[Any] = []
    now, wait = 1_000, 0
    for gap, key in events:
        due = wait
        while due and due < gap:
            verdict = detector.idle(now + due)
            known += verdict.known
            due = due + verdict.wait_ms if verdict.wait_ms else 0
        now += gap
        if key == "{Idle}":
            known += detector.idle(now).known
            continue
        text = key.removeprefix("{ime_commit:").removesuffix("}") if key.startswith("{ime") else key
        verdict = detector.feed(now, Key("" if key in ENDS else text, key, ends=key in ENDS))
        known += verdict.known
        wait = verdict.wait_ms
    known += detector.idle(now + 1_000).known
    scans = [each.code for each in known if isinstance(each, Scan)]
    return scans, "".join(each for each in known if not isinstance(each, Scan))


def burst(text: str, gap: int, first: int = 0) -> list[tuple[int, str]]:
    return [(gap if index else first, key) for index, key in enumerate(text)]


@pytest.mark.parametrize(
    ("events", "scans", "typed"),
    [
        ([*burst(EAN, 8), (8, "{Enter}")], [EAN], ""),
        ([*burst("128", 140), (140, "{Enter}")], [], "128{Enter}"),
        ([*burst(EAN, 110), (110, "{Enter}")], [], EAN + "{Enter}"),
        ([*burst(EAN, 5), (5, "{Enter}"), *burst("96385074", 5, 40), (5, "{Enter}")], [EAN, "96385074"], ""),
        ([*burst("SKU-00128", 12), (12, "{Tab}")], ["SKU-00128"], ""),
        ([*burst(EAN, 6), (300, "{Idle}")], [EAN], ""),
        ([(0, "3"), *burst(EAN, 7, 900), (7, "{Enter}")], [EAN], "3"),
        ([*burst("12", 20), (20, "{Enter}")], [], "12{Enter}"),
        ([*burst("1111111", 9), (9, "{Enter}")], ["1111111"], ""),
        ([(0, "{ime_commit:6901}"), (9, "{ime_commit:234567892}"), (9, "{Enter}")], [EAN], ""),
        ([*burst("６９０１２３４５６７８９２", 9), (9, "{Enter}")], [EAN], ""),
        ([*burst(EAN, 8), (400, "{Enter}")], [EAN], "{Enter}"),
        ([(0, "{ime_commit:送货前请先打电话}")], [], "{ime_commit:送货前请先打电话}"),
    ],
    ids=[
        "scanner",
        "quantity",
        "code by hand",
        "two scans",
        "ends with tab",
        "no end key",
        "person then scanner",
        "quick fingers",
        "same digit",
        "input method",
        "full width",
        "enter long after",
        "a phrase from an input method",
    ],
)
def test_who_typed(events: list[tuple[int, str]], scans: list[str], typed: str) -> None:
    assert play(events) == (scans, typed)


@given(st.lists(st.tuples(st.integers(61, 149), st.sampled_from("0123456789abc"))))
def test_a_person_loses_no_key(events: list[tuple[int, str]]) -> None:
    assert play(list(events)) == ([], "".join(key for _, key in events))


@given(st.lists(st.tuples(st.integers(0, 300), st.sampled_from([*"0123456789", "{Enter}"]))))
def test_nothing_is_lost_and_nothing_is_made_up(events: list[tuple[int, str]]) -> None:
    """Whatever the times, each typed character comes out once, in a code or in the field."""
    scans, typed = play(list(events))
    characters = [key for _, key in events if key not in ENDS]
    assert len("".join(scans)) + len(typed.replace("{Enter}", "")) == len(characters)
