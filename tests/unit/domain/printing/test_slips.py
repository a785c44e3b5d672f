"""Which sales get a slip unasked, when a queue is looked at again, and which openings of the drawer are noted."""

from dataclasses import replace

import pytest

from app.domain.documents.document import Document
from app.domain.documents.types import TYPES
from app.domain.printing import jobs
from app.domain.printing.jobs import End, Job, JobState
from app.domain.printing.slips import is_wanted

CASH = {"account": "till", "paid": 100}


@pytest.mark.parametrize(
    ("type_key", "header", "wanted"),
    [
        ("delivery", CASH, {"paid", "all"}),
        ("delivery", {}, {"all"}),
        ("delivery", {"account": "till"}, {"all"}),
        ("delivery", {"account_2": "telephone", "paid_2": 1}, {"paid", "all"}),
        ("sales_return", CASH, {"paid", "all"}),
        ("goods_receipt", CASH, set()),
        ("sales_order", {}, set()),
        ("money_received", CASH, set()),
    ],
)
def test_sales_get_a_slip_as_the_firm_decided(
    type_key: str, header: dict[str, object], wanted: set[str]
) -> None:
    document = Document(uid="d", type=type_key, business_date="2026-11-22", header=header)
    found = {policy for policy in ("never", "paid", "all") if is_wanted(TYPES[type_key], document, policy)}
    assert found == wanted
    assert not is_wanted(TYPES[type_key], replace(document, reverses="other"), "all")


def job(uid: str = "j", **changes: object) -> Job:
    return replace(Job(uid=uid, document="d", printer="till", made_at=1), **changes)  # type: ignore[arg-type]


def test_the_queue_is_looked_at_when_the_first_of_a_printer_is_due() -> None:
    assert jobs.wakes_at([]) is None
    assert jobs.wakes_at([job(state=JobState.PRINTED)]) is None
    assert jobs.wakes_at([job(due_at=500), job(due_at=0)]) == 500, "the second waits for the first"
    assert jobs.wakes_at([job(due_at=500), job(printer="other", due_at=90)]) == 90
    sending = job(state=JobState.SENDING, begun_at=1_000)
    assert jobs.wakes_at([sending]) == 1_000 + jobs.LONGEST_MS


def test_only_what_waits_is_tried_at_once_and_elsewhere() -> None:
    assert jobs.hasten(job(due_at=9_000), 500, "new") == job(due_at=500, printer="new")
    for state in set(JobState) - {JobState.WAITING}:
        assert jobs.hasten(job(state=state), 500, "new") == job(state=state)


@pytest.mark.parametrize(
    ("how", "is_noted"),
    [(End.PRINTED, True), (End.SENT, True), (End.CUT_OFF, True), (End.REFUSED, False)],
)
def test_an_opening_that_may_have_been_is_noted(how: End, is_noted: bool) -> None:
    begun = jobs.begin(job(), "t", 1_000, opens_drawer=True)
    assert jobs.may_have_opened(begun, jobs.end(begun, 1, how, 2_000)) is is_noted
    calm = jobs.begin(job(), "t", 1_000)
    assert not jobs.may_have_opened(calm, jobs.end(calm, 1, how, 2_000))


def test_what_died_with_the_program_may_have_opened_the_drawer() -> None:
    begun = jobs.begin(job(), "t", 1_000, opens_drawer=True)
    lost = jobs.lose(begun, 2_000)
    assert jobs.may_have_opened(begun, lost)
    late = jobs.end(lost, 1, End.PRINTED, 3_000)
    assert not jobs.may_have_opened(lost, late), "it is noted once"
