"""The form of a driver that is taken for a paper, and what it costs when it is not quite that paper."""

import pytest

from app.domain.printing.driver_forms import DriverForm, Fitting, drift, fitting
from app.domain.printing.papers import PAPERS

A4 = DriverForm("A4", 2100, 2970)
A5 = DriverForm("A5", 1480, 2100)
LYING_A5 = DriverForm("A5 lying", 2100, 1480)
HALF = DriverForm("half", 2410, 1397)
ROUND_HALF = DriverForm("241x140", 2410, 1400)
FULL = DriverForm("fanfold", 2413, 2794)
THIRD = DriverForm("third", 2410, 931)
ALL = (A4, A5, ROUND_HALF, HALF, FULL, THIRD)


@pytest.mark.parametrize(
    ("paper", "forms", "found"),
    [
        ("a4", ALL, Fitting(A4)),
        ("a5", ALL, Fitting(A5, is_turned=True)),
        ("a5", (*ALL, LYING_A5), Fitting(LYING_A5)),
        ("slip_half", ALL, Fitting(HALF)),
        ("slip_half", (A4, ROUND_HALF), Fitting(ROUND_HALF)),
        ("slip_third", ALL, Fitting(THIRD)),
        ("slip_full", ALL, Fitting(FULL)),
        ("slip_half", (A4, A5), None),
        ("slip_half", (DriverForm("far", 2410, 1418),), None),
        ("slip_half", (DriverForm("near", 2430, 1417),), Fitting(DriverForm("near", 2430, 1417))),
        ("a4", (), None),
    ],
)
def test_the_nearest_form_within_two_millimetres_is_taken(
    paper: str, forms: tuple[DriverForm, ...], found: Fitting | None
) -> None:
    assert fitting(PAPERS[paper], forms) == found


def test_a_roll_takes_the_shortest_form_that_holds_it() -> None:
    short, long, wide = DriverForm("s", 800, 2000), DriverForm("l", 800, 3276), DriverForm("w", 830, 9000)
    assert fitting(PAPERS["roll_80"], (long, short, wide), length=1500) == Fitting(short)
    assert fitting(PAPERS["roll_80"], (long, short, wide), length=2001) == Fitting(long)
    assert fitting(PAPERS["roll_80"], (long, short, wide), length=5000) is None


def test_what_a_form_is_too_long_adds_up_on_continuous_paper_alone() -> None:
    assert drift(PAPERS["slip_half"], Fitting(HALF), 10) == 0
    assert drift(PAPERS["slip_half"], Fitting(ROUND_HALF), 10) == 27
    assert drift(PAPERS["slip_half"], Fitting(ROUND_HALF), 1) == 0
    assert drift(PAPERS["slip_third"], Fitting(THIRD), 10) == -3, "a third of 11 inches is no whole tenth"
    assert drift(PAPERS["a4"], Fitting(DriverForm("letter", 2100, 2950)), 10) == 0
