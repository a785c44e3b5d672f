"""``zhanggui print``: a slip on a printer, or why there is none, as scripts and people see it."""

import json
import socket
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from app.cli import exit_codes, main
from app.devices.printers import escpos as commands
from app.services import document_form, proof, records, references
from app.services.firm import Firm
from app.storage.queries import prints
from tests.devices.decoders import escpos
from tests.devices.receipt_printer import ReceiptPrinter
from tests.unit.services.small_shop import delivery, open_shop, receipt

Said = pytest.CaptureFixture[str]


@pytest.fixture
def printer() -> Iterator[ReceiptPrinter]:
    made = ReceiptPrinter()
    yield made
    made.close()


class Till:
    """A shop with one cash sale, and its command line."""

    def __init__(self, path: Path, said: Said) -> None:
        self.path = path
        self._said = said
        with closing(open_shop(path)) as firm:
            document_form.post(firm, receipt())
            posted = document_form.post(firm, delivery(account="现金", paid="75"))
            self.uid, self.number = posted.document.uid, posted.number

    def prints(self, *arguments: object, code: int = exit_codes.OK) -> Any:
        self._said.readouterr()
        found = main(["--firm", str(self.path), "--json", "print", *map(str, arguments)])
        said = self._said.readouterr()
        assert found == code, said
        return json.loads(said.out)

    def says(self, *arguments: object) -> tuple[int, str, str]:
        self._said.readouterr()
        found = main(["--firm", str(self.path), "print", *map(str, arguments)])
        said = self._said.readouterr()
        return found, said.out, said.err

    def recorded(self) -> int:
        with closing(Firm.open(self.path)) as firm:
            assert proof.verify(firm).ok
            return prints.counts(firm.books.connection(), [self.uid])[self.uid]


@pytest.fixture
def till(tmp_path: Path, capsys: Said) -> Till:
    return Till(tmp_path / "shop.zhanggui", capsys)


def test_a_sale_is_printed_and_printed_again_with_the_mark(till: Till, printer: ReceiptPrinter) -> None:
    answer = till.prints(till.number, "--printer", printer.port)
    assert answer == {
        "printer": printer.port,
        "confirmed": True,
        "reason": None,
        "drawer": False,
        "replaced": [],
    }
    again = till.says(till.uid, "--printer", printer.port, "--columns", 32)
    assert again == (exit_codes.OK, f"{till.uid} 已打印\n", "")
    first, second = (escpos.decode([part]) for part in bytes(printer.received).split(commands.START)[1:])
    assert first.text_lines[1] == "销售小票"
    assert any(till.number in text for text in first.text_lines)
    assert second.text_lines[0] == "补打（第 2 次打印）"
    assert max(len(text.encode("gbk")) for text in second.text_lines) == 32
    assert till.recorded() == 2


def test_a_printer_that_is_not_there_is_said_and_nothing_is_printed(till: Till) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = f"tcp://127.0.0.1:{server.getsockname()[1]}"
    problem = till.prints(till.number, "--printer", port, code=exit_codes.ENVIRONMENT)
    assert problem["code"] == "PRINTER_UNREACHABLE"
    assert port in problem["message"]
    for nonsense in ("tcp://127.0.0.1:port", "nothing://here", "tcp://"):
        found, _, said = till.says(till.number, "--printer", nonsense)
        assert found == exit_codes.ENVIRONMENT
        assert said.startswith(f"连不上打印机 {nonsense}：")
    assert till.recorded() == 0


def test_a_printer_without_paper_says_so(till: Till, printer: ReceiptPrinter) -> None:
    printer.condition.has_paper = False
    found, _, said = till.says(till.number, "--printer", printer.port)
    assert (found, said.splitlines()[0]) == (
        exit_codes.ENVIRONMENT,
        f"打印机缺纸（{printer.port}），单据没有打印。请处理好打印机，再打印一次。",
    )
    assert printer.received == b""
    printer.condition.has_paper = True
    till.prints(till.number, "--printer", printer.port)
    assert "补打" not in "".join(printer.paper.text_lines)


def test_a_printer_that_cannot_answer_is_not_believed(till: Till, printer: ReceiptPrinter) -> None:
    printer.condition.answers = False
    found, said, _ = till.says(till.number, "--printer", printer.port)
    assert found == exit_codes.OK
    assert said == f"{till.number} 已送到打印机，请看一眼小票：已送出，打印机没有回答\n"
    assert till.recorded() == 1


def test_a_file_takes_the_slip(till: Till, tmp_path: Path) -> None:
    out = tmp_path / "小票.bin"
    out.write_bytes(b"earlier")
    assert till.prints(till.number, "--file", out, "--copies", 2)["confirmed"] is False
    assert sum("cut" in event for event in escpos.decode([out.read_bytes()]).events) == 2
    assert till.says(till.number, "--file", out, "--drawn")[:2] == (exit_codes.OK, f"已写入 {out}\n")
    assert escpos.decode([out.read_bytes()]).text_lines == []
    problem = till.prints(
        till.number, "--file", tmp_path / "nowhere" / "out.bin", code=exit_codes.ENVIRONMENT
    )
    assert problem["code"] == "FILE_NOT_WRITTEN"
    assert till.recorded() == 2


def test_letters_that_a_printer_lacks_are_named(till: Till, tmp_path: Path) -> None:
    with closing(Firm.open(till.path)) as firm:
        item = references.find(firm, "item", "可乐")
        records.save(firm, "item", {**records.load(firm, "item", item), "name": "可乐😀"})
    _, said, _ = till.says(till.number, "--file", tmp_path / "out.bin")
    assert said.splitlines()[1] == "打印机没有这些字，打成了 □：😀"


def test_a_command_that_is_written_wrongly(till: Till, tmp_path: Path) -> None:
    assert (
        till.prints("XS-none", "--file", tmp_path / "o", code=exit_codes.REFUSED)["code"]
        == "UNKNOWN_DOCUMENT"
    )
    for arguments in (
        (),
        ("--file", "o", "--printer", "p"),
        ("--file", "o", "--columns", 40),
        ("--file", "o", "--copies", 0),
    ):
        assert till.prints(till.number, *arguments, code=exit_codes.USAGE)["code"] == "USAGE"
