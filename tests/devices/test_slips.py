"""Slips of posted documents on a receipt printer, from the queue through the desk to the paper."""

import queue
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from app.cli.parser import COLUMNS
from app.core.clock import FixedClock
from app.devices.desk import Desk, Event, Printing
from app.devices.printers import escpos as commands
from app.devices.printers.chinese import columns
from app.devices.printers.printer import CutOff, NotReady, Obstacle, Sent, send
from app.devices.printers.profile import ROLL_58, ROLL_80, PrinterProfile
from app.devices.setup import DeviceKind, DeviceSetup
from app.devices.transports.transport import Unplugged
from app.domain.documents.document import Document
from app.domain.posting.errors import UnknownDocument
from app.domain.printing.errors import PrintFormUnknown
from app.domain.printing.jobs import JobState
from app.services import backup, documents, proof
from app.services.firm import Firm
from app.services.printing import slip_queue, slips
from app.storage.queries import prints
from tests.architecture.source import ROOT
from tests.builders import Shop, a_shop, line
from tests.devices.decoders import escpos
from tests.devices.receipt_printer import ReceiptPrinter

TILL = "till"
PULSE = commands.drawer(2)


@pytest.fixture
def printer() -> Iterator[ReceiptPrinter]:
    made = ReceiptPrinter()
    yield made
    made.close()


@pytest.fixture
def shop() -> Shop:
    shop = a_shop()
    shop.receives("苹果", kg=100, at=3)
    return shop


def sale(shop: Shop, **head: object) -> Document:
    return shop.sells("苹果", kg=2, at=5, **head)  # type: ignore[arg-type]


@dataclass
class Counter:
    """A till: one printer at the desk, and what drives its queue as the window does."""

    shop: Shop
    port: str
    profile: PrinterProfile = ROLL_80
    told: "queue.Queue[Event]" = field(default_factory=queue.Queue)

    def __post_init__(self) -> None:
        self.desk = Desk(self.told.put)
        self.desk.apply(
            [DeviceSetup(TILL, DeviceKind.RECEIPT_PRINTER, "小票", self.port, options=self.profile)]
        )

    def step(self) -> bool:
        """Hand the printer its next job and take the answer; False when there is none now."""
        firm = self.shop.firm
        job = slip_queue.next_job(firm, [TILL])
        if job is None:
            return False
        attempt = slip_queue.begun(firm, job.uid, self.profile)
        assert attempt is not None
        assert self.desk.write(attempt.printer, attempt.name, attempt.slip.data)
        said = self.told.get(timeout=10).said
        assert isinstance(said, Printing)
        slip_queue.ended(firm, said.job, said.result)
        return True

    def waits(self, milliseconds: int = 60_000) -> None:
        """Let time go by."""
        self.shop._clock._now_ms += milliseconds


def papers(printer: ReceiptPrinter, count: int) -> list[list[str]]:
    """Return the lines of so many slips; waits until the last cut has come."""
    until = time.monotonic() + 5
    while time.monotonic() < until and sum("cut" in event for event in printer.paper.events) < count:
        time.sleep(0.01)
    found = [escpos.decode([part]).text_lines for part in bytes(printer.received).split(commands.START)[1:]]
    assert len(found) == count
    return found


def marks(found: list[list[str]]) -> list[bool]:
    return ["补打" in "\n".join(lines) for lines in found]


def state(shop: Shop, uid: str) -> tuple[JobState, int, str]:
    job = next(job for job in slip_queue.newest(shop.firm) if job.uid == uid)
    return job.state, job.tries, job.reason


def recorded(shop: Shop, document: Document) -> int:
    return prints.counts(shop.firm.books.connection(), [document.uid])[document.uid]


# The queue and the printer


def test_a_printer_that_is_off_keeps_nobody_from_selling_and_prints_once_when_it_is_on(
    shop: Shop, printer: ReceiptPrinter
) -> None:
    counter = Counter(shop, printer.port)
    printer.close()
    sold = sale(shop)
    job = slip_queue.add(shop.firm, sold.uid, TILL)
    for tries in (1, 2):
        assert counter.step()
        assert not counter.step(), "it waits before it tries again"
        assert state(shop, job) == (JobState.WAITING, tries, "unplugged")
        counter.waits()
    assert recorded(shop, sold) == 0
    printer.switch_on_again()
    assert counter.step()
    counter.waits()
    assert not counter.step()
    assert state(shop, job) == (JobState.PRINTED, 3, "")
    assert marks(papers(printer, 1)) == [False]
    assert recorded(shop, sold) == 1
    assert proof.verify(shop.firm).ok
    counter.desk.close()


def test_without_paper_nothing_is_sent_and_the_next_slip_waits_its_turn(
    shop: Shop, printer: ReceiptPrinter
) -> None:
    counter = Counter(shop, printer.port)
    printer.condition.has_paper = False
    first, second = sale(shop, to="甲"), sale(shop, to="乙")
    jobs = [slip_queue.add(shop.firm, each.uid, TILL) for each in (first, second)]
    assert counter.step()
    assert not counter.step()
    assert state(shop, jobs[0]) == (JobState.WAITING, 1, "no_paper")
    assert state(shop, jobs[1]) == (JobState.WAITING, 0, "")
    assert printer.received == b""
    printer.condition.has_paper = True
    counter.waits()
    assert counter.step()
    assert counter.step()
    one, other = papers(printer, 2)
    assert first.number in "".join(one)
    assert second.number in "".join(other)
    counter.desk.close()


def test_a_printer_that_cannot_answer_has_the_slip_and_nobody_claims_more(
    shop: Shop, printer: ReceiptPrinter
) -> None:
    counter = Counter(shop, printer.port)
    printer.condition.answers = False
    sold = sale(shop)
    job = slip_queue.add(shop.firm, sold.uid, TILL, copies=2)
    assert counter.step()
    assert state(shop, job) == (JobState.UNKNOWN, 1, "unconfirmed")
    assert recorded(shop, sold) == 1
    assert marks(papers(printer, 2)) == [False, False]
    again = slip_queue.add(shop.firm, sold.uid, TILL)
    assert counter.step()
    assert state(shop, again)[0] is JobState.UNKNOWN
    assert marks(papers(printer, 3)) == [False, False, True]
    counter.desk.close()


_DIES: str = """
import os, sys
from app.core.clock import FixedClock
from app.devices.printers.profile import ROLL_80
from app.devices.transports.opening import open_port
from app.services.firm import Firm
from app.services.printing import slip_queue
firm = Firm.open(sys.argv[1], clock=FixedClock("2026-03-02", hour=1))
job = slip_queue.next_job(firm, ["till"])
attempt = slip_queue.begun(firm, job.uid, ROLL_80)
if sys.argv[2]:
    port = open_port(sys.argv[2])
    port.write(attempt.slip.data)
os._exit(9)
"""


@pytest.mark.parametrize("behind_the_paper", [True, False])
def test_a_program_that_dies_between_paper_and_answer_prints_again_with_the_mark(
    tmp_path: Path, printer: ReceiptPrinter, behind_the_paper: bool
) -> None:
    path = tmp_path / "shop.zhanggui"
    shop = a_shop(path=path)
    shop.receives("苹果", kg=100, at=3)
    sold = sale(shop)
    job = slip_queue.add(shop.firm, sold.uid, TILL)
    shop.firm.close()
    port = printer.port if behind_the_paper else ""
    died = subprocess.run([sys.executable, "-c", _DIES, path, port], cwd=ROOT, check=False, timeout=60)
    assert died.returncode == 9
    firm = Firm.open(path, clock=(clock := FixedClock("2026-03-02", hour=1)))
    reopened = replace_firm(shop, firm, clock)
    assert state(reopened, job)[0] is JobState.SENDING
    assert slip_queue.next_job(firm, [TILL]) is None, "it may still be on its way, from another window"
    slip_queue.recover(firm, [TILL])
    counter = Counter(reopened, printer.port)
    counter.waits()
    assert counter.step()
    assert state(reopened, job) == (JobState.PRINTED, 2, "")
    assert marks(papers(printer, 1 + behind_the_paper)) == [False] * behind_the_paper + [True]
    assert recorded(reopened, sold) == 1
    assert not counter.step()
    counter.desk.close()
    firm.close()


def replace_firm(shop: Shop, firm: Firm, clock: FixedClock) -> Shop:
    """Return the shop as another program opened it."""
    reopened = Shop(firm, clock)
    reopened._names = shop._names
    return reopened


def test_an_attempt_that_died_long_ago_is_found_without_a_start(shop: Shop) -> None:
    job = slip_queue.add(shop.firm, sale(shop).uid, TILL)
    assert slip_queue.begun(shop.firm, job, ROLL_80) is not None
    assert slip_queue.begun(shop.firm, job, ROLL_80) is None, "one attempt at a time"
    shop._clock._now_ms += 300_000
    assert slip_queue.next_job(shop.firm, [TILL]) is None
    assert state(shop, job) == (JobState.WAITING, 1, "lost")
    shop._clock._now_ms += 60_000
    assert slip_queue.next_job(shop.firm, ["another"]) is None
    found = slip_queue.next_job(shop.firm, [TILL])
    assert found is not None
    assert found.uid == job


def test_a_restored_backup_prints_nothing_by_itself(tmp_path: Path) -> None:
    shop = a_shop(path=tmp_path / "shop.zhanggui")
    shop.receives("苹果", kg=10, at=3)
    waits, on_its_way = (slip_queue.add(shop.firm, sale(shop).uid, printer) for printer in (TILL, "other"))
    assert slip_queue.begun(shop.firm, on_its_way, ROLL_80) is not None
    made = backup.backup(shop.firm, tmp_path)
    backup.restore(made, tmp_path / "again.zhanggui")
    assert slip_queue.next_job(shop.firm, [TILL]) is not None
    shop.firm.close()
    firm = Firm.open(tmp_path / "again.zhanggui", clock=FixedClock("2026-03-02", hour=9))
    assert slip_queue.next_job(firm, [TILL, "other"]) is None
    found = {job.uid: (job.state, job.doubts) for job in slip_queue.newest(firm)}
    assert found == {waits: (JobState.FAILED, 0), on_its_way: (JobState.FAILED, 1)}
    again = slip_queue.add(firm, found_document(firm, on_its_way), TILL)
    attempt = slip_queue.begun(firm, again, ROLL_80)
    assert attempt is not None
    assert "补打" in "".join(escpos.decode([attempt.slip.data]).text_lines)
    firm.close()


def found_document(firm: Firm, uid: str) -> str:
    return next(job.document for job in slip_queue.newest(firm) if job.uid == uid)


def test_every_answer_has_its_words(shop: Shop) -> None:
    answers: list[tuple[Sent | NotReady | Unplugged, JobState]] = [
        (Sent(is_confirmed=False), JobState.UNKNOWN),
        (CutOff("reset"), JobState.WAITING),
        (Unplugged("refused"), JobState.WAITING),
        *((NotReady(obstacle), JobState.WAITING) for obstacle in Obstacle),
    ]
    job = ""
    for answer, expected in answers:
        job = slip_queue.add(shop.firm, sale(shop).uid, TILL)
        attempt = slip_queue.begun(shop.firm, job, ROLL_80)
        assert attempt is not None
        slip_queue.ended(shop.firm, attempt.name, answer)
        found, _, reason = state(shop, job)
        assert found is expected
        assert reason in slip_queue.REASONS
    slip_queue.give_up(shop.firm, job)
    assert state(shop, job)[0] is JobState.FAILED


def test_a_slip_that_cannot_be_made_does_not_stand_in_the_way(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken, fine = (slip_queue.add(shop.firm, sale(shop).uid, TILL) for _ in range(2))

    def fails(*_: object, **__: object) -> None:
        raise PrintFormUnknown(name="roll_80")

    with monkeypatch.context() as patch:
        patch.setattr(slips, "slip", fails)
        with pytest.raises(PrintFormUnknown):
            slip_queue.begun(shop.firm, broken, ROLL_80)
    assert state(shop, broken) == (JobState.FAILED, 1, PrintFormUnknown.code)
    found = slip_queue.next_job(shop.firm, [TILL])
    assert found is not None
    assert found.uid == fine


def test_only_what_is_posted_has_a_slip(shop: Shop) -> None:
    draft = shop.writes("delivery", line("苹果", 1, at=1), party="客户")
    documents.save_draft(shop.firm, draft)
    with pytest.raises(UnknownDocument):
        slip_queue.add(shop.firm, draft.uid, TILL)


class Cut:
    """A port that goes away after so many bytes; the first six are questions that nothing answers."""

    def __init__(self, room: int) -> None:
        self.room = room

    def read(self, _timeout_s: float) -> bytes:
        return b""

    def write(self, data: bytes) -> None:
        if len(data) > self.room:
            raise Unplugged("pulled")
        self.room -= len(data)

    def forget_input(self) -> None:
        """Nothing comes."""

    def close(self) -> None:
        """Nothing is open."""


@pytest.mark.parametrize(
    ("room", "raised"), [(0, Unplugged), (3, Unplugged), (6, CutOff), (9, CutOff), (106, CutOff)]
)
def test_a_cable_that_is_pulled_later_leaves_a_doubt(room: int, raised: type[Unplugged]) -> None:
    with pytest.raises(Unplugged) as pulled:
        send(Cut(room), b"x" * 100, ROLL_80)
    assert type(pulled.value) is raised


# The slip itself


def test_the_drawer_opens_for_cash_alone_and_once(shop: Shop) -> None:
    shop.account("微信", "wechat")
    ways: list[tuple[dict[str, object], bool]] = [
        ({"account": "现金", "paid": 10}, True),
        ({"account": "微信", "paid": 10}, False),
        ({"account": "微信", "paid": 6, "account_2": "现金", "paid_2": 4}, True),
        ({}, False),
    ]
    for head, opens in ways:
        sold = sale(shop, **head)
        made = slips.slip(shop.firm, sold.uid, ROLL_80, copies=2)
        assert made.opens_drawer is opens
        assert made.data.count(PULSE) == opens
        assert PULSE not in slips.slip(shop.firm, sold.uid, ROLL_80, number=2).data
    cash = sale(shop, account="现金", paid=10)
    shop._clock._now_ms += 3_600_000
    assert PULSE not in slips.slip(shop.firm, cash.uid, ROLL_80).data, "the cashier is not there any more"
    voided = sale(shop, account="现金", paid=10)
    shop.voids(voided)
    assert PULSE not in slips.slip(shop.firm, voided.uid, ROLL_80).data
    bought = shop.receives("苹果", kg=1, at=3, account="现金", paid=3)
    assert PULSE not in slips.slip(shop.firm, bought.uid, ROLL_80).data


@pytest.mark.parametrize("profile", [ROLL_58, ROLL_80], ids=["58", "80"])
def test_names_command_nothing_and_strange_letters_are_told(shop: Shop, profile: PrinterProfile) -> None:
    name = "可乐\x1b@\x1bp\x00\x19\xfa\x1dV\x00😀𠮷 330ml×24 — 特价¥5 很长很长很长很长的名称"
    shop.receives(name, 10, at=1)
    sold = shop.sells(name, 2, at="1234567.89", to="客户\x10\x04\x01😀")
    made = slips.slip(shop.firm, sold.uid, profile)
    plain = slips.slip(shop.firm, sale(shop).uid, profile)
    assert set(made.replaced) == {"😀", "𠮷"}
    assert PULSE not in made.data
    decoded = escpos.decode([made.data])

    def kinds(paper: escpos.Paper) -> set[str]:
        return {next(iter(event)) for event in paper.events}

    assert kinds(decoded) == kinds(escpos.decode([plain.data]))
    assert made.data.count(b"\x1b@") == 1
    assert b"\x10\x04" not in made.data
    assert all(columns(text) <= profile.columns for text in decoded.text_lines)
    assert any(text.rstrip().endswith("2,469,135.78") for text in decoded.text_lines)


def test_a_printer_without_hanzi_gets_dots(shop: Shop) -> None:
    made = slips.slip(shop.firm, sale(shop).uid, replace(ROLL_58, has_chinese=False))
    paper = escpos.decode([made.data])
    assert paper.text_lines == []
    assert paper.rasters


def test_the_roll_follows_the_columns() -> None:
    found = {width: slips.roll_of(PrinterProfile(columns=width)).key for width in (24, 32, 42, 48, 64)}
    assert found == {24: "roll_58", 32: "roll_58", 42: "roll_58", 48: "roll_80", 64: "roll_80"}
    assert (ROLL_58.columns, ROLL_80.columns) == COLUMNS


def test_each_type_of_document_has_a_slip(shop: Shop) -> None:
    made: list[Callable[[], Document]] = [
        lambda: shop.counts("苹果", 90),
        lambda: shop.moves("苹果", 1, target="分店"),
        lambda: shop.collects("1"),
        lambda: shop.orders("苹果", 5, at=2),
    ]
    sale(shop)
    for document in (make() for make in made):
        lines = escpos.decode([slips.slip(shop.firm, document.uid, ROLL_58).data]).text_lines
        assert any(document.number in text for text in lines)
