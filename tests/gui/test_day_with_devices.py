"""A day at the counter with a scanner, a scale, a label and a receipt printer, all emulated, and no mouse (N5)."""

from collections.abc import Callable, Iterator

import pytest
from PIL import Image

from app.core.numbers import quantity
from app.devices.labels.layout import LabelPrinter
from app.devices.printers import escpos as commands
from app.devices.printers.profile import ROLL_58, ROLL_80, PrinterProfile
from app.devices.setup import DeviceKind, DeviceSetup
from app.devices.worker import State as Plugged
from app.domain.printing.jobs import JobState
from app.domain.scan_orders import ORDERS
from app.gui import devices
from app.gui.pages.labels.page import LabelsPage
from app.services import documents, proof, records
from app.services.documents import State
from app.services.printing import slip_queue
from tests.devices.decoders import escpos
from tests.devices.emulators import Wire
from tests.devices.label_printer import LabelPrinterAtWire, read
from tests.devices.receipt_printer import ReceiptPrinter
from tests.gui.clerk import Clerk
from tests.gui.clerk import clerk as clerk  # noqa: PLC0414 - a fixture handed on
from tests.gui.clerk import trade as trade  # noqa: PLC0414
from tests.gui.speaking import SpeakingScale

RICE = "6901234567892"


class Counter:
    """All that stands on it, and what it is told."""

    def __init__(self) -> None:
        self.gun = Wire.over_tcp()
        self.scale = SpeakingScale()
        self.labels = LabelPrinterAtWire()
        self.slips = ReceiptPrinter()

    def use(self, profile: PrinterProfile) -> None:
        """Plug everything in."""
        self.scale.plug()
        devices.here().use(
            [
                DeviceSetup("gun", DeviceKind.SCANNER, "柜台枪", self.gun.port),
                DeviceSetup("scale", DeviceKind.SCALE, "台秤", self.scale.port, protocol="st_gs_text"),
                DeviceSetup(
                    "labels",
                    DeviceKind.LABEL_PRINTER,
                    "标签机",
                    self.labels.port,
                    options=LabelPrinter(language=self.labels.language),
                ),
                DeviceSetup("till", DeviceKind.RECEIPT_PRINTER, "小票机", self.slips.port, options=profile),
            ]
        )
        self.gun.wait_open()

    @property
    def is_ready(self) -> bool:
        """Say whether scanner and scale are heard."""
        heard = (devices.here().standings[key].status for key in ("gun", "scale"))
        return all(status is not None and status.state is Plugged.OPEN for status in heard)

    def scan(self, code: str) -> None:
        """Pull the trigger."""
        self.gun.write(f"{code}\r".encode())

    def order(self, key: str) -> None:
        """Scan an order from the sheet on the wall."""
        self.scan(ORDERS[key].code)

    def close(self) -> None:
        """Clear it."""
        devices.here().end()
        for each in (self.gun, self.scale, self.labels, self.slips):
            each.close()


@pytest.fixture
def counter() -> Iterator[Counter]:
    made = Counter()
    yield made
    made.close()


def until(clerk: Clerk, is_so: Callable[[], bool]) -> None:
    clerk.keys.qtbot.waitUntil(is_so, timeout=10_000)
    clerk.keys.settle()


def is_draft_of(clerk: Clerk, type_key: str) -> bool:
    page = clerk.window.work.current
    document = getattr(page, "document", None)
    return document is not None and document.type == type_key and not document.number


def lines(clerk: Clerk) -> list[tuple[str, object]]:
    firm = clerk.trade.firm
    return [
        (firm.catalogue.item(line.item).code, line.quantity)
        for line in clerk.document.document.lines
        if line.item
    ]


def weigh(clerk: Clerk, counter: Counter, weight: str) -> None:
    """Lay a load on the scale and take it when the screen shows it at rest."""
    counter.scale.scale.weight = weight
    standing = devices.here().standings["scale"]
    until(
        clerk,
        lambda: (
            standing.reading is not None
            and standing.reading.is_at_rest
            and str(standing.reading.weight.value) == weight
        ),
    )
    clerk.keys.press("F12")


def test_goods_are_received_by_scanner_and_scale_and_get_their_labels(clerk: Clerk, counter: Counter) -> None:
    trade = clerk.trade
    supplier = next(iter(trade.suppliers.values()))
    goods = [("10001", "3", "21.40"), ("10003", "5", "9.80")]
    order = documents.post(trade.firm, trade.document("purchase_order", supplier, goods)).document
    counter.use(ROLL_80)
    until(clerk, lambda: counter.is_ready)
    counter.order("receive")
    until(clerk, lambda: is_draft_of(clerk, "goods_receipt"))
    counter.scan(order.number)
    until(clerk, lambda: len(lines(clerk)) == 2)
    assert clerk.document.document.party == supplier
    form = clerk.document.form
    assert form is not None
    form.lines.stand(2, "quantity")
    weigh(clerk, counter, "4.980")
    assert lines(clerk) == [("10001", quantity("3")), ("10003", quantity("4.98"))]
    counter.scan(RICE)
    until(clerk, lambda: lines(clerk)[0] == ("10001", quantity("4")))
    counter.order("undo")
    until(clerk, lambda: lines(clerk)[0] == ("10001", quantity("3")))
    counter.order("done")
    until(clerk, lambda: clerk.document.state is State.POSTED)
    clerk.keys.press("Ctrl+B")
    page = clerk.window.work.current
    assert isinstance(page, LabelsPage)
    until(clerk, lambda: page.picture.has_picture)
    clerk.keys.press("Return")
    until(clerk, lambda: page.banner.text.startswith("“标签机”已打好"))
    printed: list[Image.Image] = counter.labels.labels
    assert ["".join(read(label)) for label in printed[:3]] == [RICE] * 3
    assert proof.verify(trade.firm).ok


@pytest.mark.parametrize("profile", [ROLL_80, ROLL_58], ids=["80", "58"])
def test_a_sale_is_scanned_weighed_and_posted_with_the_printer_off_and_its_slip_comes_once(
    clerk: Clerk, counter: Counter, profile: PrinterProfile
) -> None:
    trade = clerk.trade
    counter.use(profile)
    counter.slips.close()
    until(clerk, lambda: counter.is_ready)
    counter.order("deliver")
    until(clerk, lambda: is_draft_of(clerk, "delivery"))
    clerk.keys.enter("lz")
    counter.order("times_2")
    counter.scan(RICE)
    until(clerk, lambda: lines(clerk) == [("10001", quantity("2"))])
    form = clerk.document.form
    assert form is not None
    form.lines.stand(2, "item")
    clerk.keys.enter("10003")
    weigh(clerk, counter, "1.255")
    assert lines(clerk) == [("10001", quantity("2")), ("10003", quantity("1.255"))]
    page = clerk.document
    uid = next(hit.uid for hit in records.search(trade.firm, "account", "现金"))
    assert page.draft is not None
    page.draft.edit(page.document.with_value("account", uid).with_value("paid", page.document.total))
    counter.order("done")
    until(clerk, lambda: clerk.document.state is State.POSTED)
    number = clerk.document.document.number
    until(clerk, lambda: clerk.window.keys.slips == "小票还没打印：连不上打印机")
    counter.slips.switch_on_again()
    trade.clock._now_ms += 60_000
    clerk.window.slips.look()
    until(clerk, lambda: [job.state for job in slip_queue.newest(trade.firm)] == [JobState.PRINTED])
    clerk.window.slips.look()
    clerk.keys.settle()
    received = bytes(counter.slips.received)
    assert received.count(commands.START) == 1
    text = "\n".join(escpos.decode([received]).text_lines)
    assert number in text
    assert "补打" not in text
    assert "1.255" in text
    assert documents.view(trade.firm, clerk.document.document.uid).document.number == number
    assert proof.verify(trade.firm).ok
