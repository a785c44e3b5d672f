"""What counts as slow: the rule by which a long walk fails must not fail itself, and must not forgive."""

import pytest
from PySide6.QtWidgets import QApplication

from tests.gui.stopwatch import Cost, Stopwatch, Yardstick


@pytest.mark.parametrize(
    ("times_ms", "is_slow"),
    [
        ((20, 30, 40), False),
        ((60, 20, 60, 20), True),
        ((20, 60, 20, 20, 60, 20), False),
        ((20, 20, 60, 60, 20, 20), True),
        ((90,), False),
        ((110,), True),
        ((90, 110), True),
    ],
)
def test_a_kind_of_act_is_slow(qapp: QApplication, times_ms: tuple[int, ...], is_slow: bool) -> None:
    watch = Stopwatch()
    watch.kinds["[ListPage] list.new key"] = [Cost(each / 1000) for each in times_ms]
    assert bool(watch.slow()) is is_slow
    assert len(watch.dear()) == sum(each > 50 for each in times_ms)


@pytest.mark.parametrize(
    ("times_ms", "is_repeated"),
    [
        ((60,), False),
        ((60, 70), True),
        ((60, *[20] * 17, 70), True),
        ((60, *[20] * 18, 70), False),
        ((40, 40, 40), False),
    ],
)
def test_a_kind_of_act_is_noticed_again_and_again(
    qapp: QApplication, times_ms: tuple[int, ...], is_repeated: bool
) -> None:
    watch = Stopwatch()
    watch.kinds["[ListPage] list.new key"] = [Cost(each / 1000) for each in times_ms]
    assert bool(watch.repeated()) is is_repeated
    assert bool(watch.noticed()) is (max(times_ms) > 50)


def test_the_dearest_act_of_a_step_counts(qapp: QApplication) -> None:
    watch = Stopwatch()
    watch.time(lambda: None, "key")
    watch.time(lambda: sum(range(300_000)), "events")
    watch.time(lambda: None, "key")
    cost = watch.end_step("[HomePage home] F5", "1 F5")
    assert cost.part == "events"
    assert list(watch.kinds) == ["[HomePage home] F5 events"]


def test_a_machine_at_its_best_is_not_slow(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    times = iter((0.001, 0.001, 0.001, 0.002, 0.002, 0.002))
    monkeypatch.setattr(Yardstick, "_measure", lambda _: next(times))
    yardstick = Yardstick()
    for _ in range(2):
        yardstick.look()
    assert yardstick.slowness == pytest.approx(1)
    for _ in range(3):
        yardstick.look()
    assert yardstick.slowness == pytest.approx(2)
