"""Whatever happens in whatever order, a slip is printed, and at most one paper of it does not say that it is another.

The world here is a printer that does what it did before anybody hears of it: a program may die, or word come late,
between the paper and the answer.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from hypothesis import given
from hypothesis import strategies as st

from app.domain.printing import jobs
from app.domain.printing.jobs import End, Job, JobState

JOBS = 3
EVENTS = (
    "prints",
    "prints silently",
    "is off",
    "is cut off",
    "is cut off behind it",
    "dies",
    "dies behind it",
)
_ON_PAPER = {"prints", "prints silently", "is cut off behind it", "dies behind it"}


@dataclass
class World:
    """Jobs of one document each, one printer, and the papers that came out: the number that stands on each."""

    jobs: dict[str, Job]
    now: int = 1_000_000
    recorded: dict[str, int] = field(default_factory=dict)
    papers: dict[str, list[int]] = field(default_factory=dict)
    late: list[tuple[str, int, End]] = field(default_factory=list)

    @classmethod
    def with_jobs(cls, count: int, document: str = "") -> "World":
        made = {
            str(n): Job(uid=str(n), document=document or f"d{n}", printer="p", made_at=n)
            for n in range(count)
        }
        return cls(made, recorded=dict.fromkeys((job.document for job in made.values()), 0))

    def changes(self, job: Job, change: Callable[[Job], Job]) -> None:
        """Change a job, and record a print where there is one."""
        before = self.jobs[job.uid]
        after = self.jobs[job.uid] = change(before)
        self.recorded[job.document] += jobs.is_on_paper(before, after)

    def attempt(self, event: str) -> None:
        """Let the printer have the next job, and something happen."""
        self.now += 3_600_000
        for job in [*self.jobs.values()]:
            if jobs.is_lost(job, self.now):
                self.changes(job, lambda found: jobs.lose(found, self.now))
        self.now += 60_000
        found = jobs.next_of(self.jobs.values(), self.now)
        if found is None:
            return
        job = found
        others = [each for each in self.jobs.values() if each.document == job.document]
        number = jobs.number_of(job, self.recorded[job.document], others)
        job = self.jobs[job.uid] = jobs.begin(job, "form", self.now)
        if event in _ON_PAPER:
            self.papers.setdefault(job.document, []).append(number)
        ends = {"prints": End.PRINTED, "prints silently": End.SENT, "is off": End.REFUSED}
        if event.startswith("dies"):
            if event in _ON_PAPER:
                self.late.append((job.uid, job.tries, End.PRINTED))
            return
        how = ends.get(event, End.CUT_OFF)
        self.changes(job, lambda found: jobs.end(found, found.tries, how, self.now, event))

    def hears_late(self) -> None:
        """Take word of an attempt long ago, twice."""
        if self.late:
            uid, tries, how = self.late.pop()
            for _ in range(2):
                self.changes(self.jobs[uid], lambda found: jobs.end(found, tries, how, self.now))


happenings = st.lists(st.sampled_from([*EVENTS, "late"]), max_size=25)


@given(happenings, st.booleans())
def test_each_slip_is_printed_and_unmarked_at_most_once(events: list[str], one_document: bool) -> None:
    world = World.with_jobs(JOBS, "d" if one_document else "")
    for event in events:
        world.hears_late() if event == "late" else world.attempt(event)
    for _ in range(JOBS * 2):
        world.attempt("prints")
    for document, numbers in world.papers.items():
        assert numbers.count(1) <= 1, (document, numbers)
        assert numbers == sorted(set(numbers)), "no two papers bear the same number"
    for job in world.jobs.values():
        assert job.state in {JobState.PRINTED, JobState.UNKNOWN}
        if job.state is JobState.PRINTED or job.doubts < jobs.MOST_DOUBTS:
            assert world.papers[job.document], "what is called printed is on paper"
    if not one_document:
        for job in world.jobs.values():
            noted = world.recorded[job.document]
            assert noted == (job.state is JobState.PRINTED or job.doubts < jobs.MOST_DOUBTS)


def test_a_printer_takes_its_jobs_in_order_and_others_do_not_wait_for_it() -> None:
    first, second = (Job(uid=uid, document="d", printer="a", made_at=1) for uid in "12")
    other = replace(first, uid="3", printer="b")
    waits = jobs.end(jobs.begin(first, "", 5), 1, End.REFUSED, 5, "offline")
    assert (waits.state, waits.due_at, waits.reason) == (JobState.WAITING, 1_005, "offline")
    assert jobs.next_of([waits, second, other], 1_004) == other
    assert jobs.next_of([waits, second, other], 1_005) == waits
    assert jobs.next_of([jobs.begin(first, "", 5), second], 6) is None


def test_pauses_grow_and_stay() -> None:
    job, pauses = Job(uid="1", document="d", printer="a", made_at=1), []
    for _ in range(7):
        job = jobs.end(jobs.begin(job, "", 0), job.tries + 1, End.REFUSED, 0)
        pauses.append(job.due_at)
    assert pauses == [1_000, 2_000, 5_000, 10_000, 30_000, 30_000, 30_000]


def test_a_clock_that_was_set_back_leaves_no_job_behind() -> None:
    sending = jobs.begin(Job(uid="1", document="d", printer="a", made_at=1), "", 10_000)
    assert not jobs.is_lost(sending, 10_000 + jobs.LONGEST_MS)
    assert jobs.is_lost(sending, 9_999)
    assert jobs.is_lost(sending, 10_001 + jobs.LONGEST_MS)


def test_what_is_given_up_on_its_way_stays_a_doubt_until_word_comes() -> None:
    sending = jobs.begin(Job(uid="1", document="d", printer="a", made_at=1), "", 0)
    given_up = jobs.give_up(sending)
    assert (given_up.state, given_up.doubts, given_up.reason) == (JobState.FAILED, 1, jobs.GIVEN_UP)
    told = jobs.end(given_up, 1, End.PRINTED, 5)
    assert (told.state, told.doubts) == (JobState.PRINTED, 0)
    assert jobs.is_on_paper(given_up, told)
    assert jobs.give_up(told) is told
