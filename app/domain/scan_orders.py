"""What a clerk orders by scanning: printed bar codes that begin, end and take back work without keyboard or mouse (N5).

Each is eleven digits: digits pass through every input method and keyboard layout, and no trade item, scale label or
payment code is eleven long. What the window does is named by its command; a new order is a line here.
"""

from dataclasses import dataclass
from typing import Final

from app.core.check_digit import check_digit
from app.core.extension import Family
from app.core.text import N_, Label, Message

_HEAD: Final = "0000000"
_NUMBER_DIGITS: Final = 3
_FIRST_TIMES: Final = 500
_TIMES: Final = (2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 24, 50, 100)
_MULTIPLY: Final = N_("×{times}")


@dataclass(frozen=True, slots=True)
class ScanOrder:
    """One order: it `begins` a document of a type, `runs` a command of the page, or counts the next goods `times`."""

    key: str
    number: int
    label: Label
    begins: str = ""
    runs: str = ""
    times: int = 0

    @property
    def code(self) -> str:
        """What its bar code says."""
        body = f"{_HEAD}{self.number:0{_NUMBER_DIGITS}d}"
        return body + check_digit(body)

    @property
    def says(self) -> Message:
        """What stands below its bar code."""
        return Message.of(self.label, times=self.times) if self.times else Message.of(self.label)


ORDERS: Final[Family[ScanOrder]] = Family(
    "scan order",
    ScanOrder("receive", 1, N_("收货"), begins="goods_receipt"),
    ScanOrder("deliver", 2, N_("出货"), begins="delivery"),
    ScanOrder("take_back", 3, N_("退货"), begins="sales_return"),
    ScanOrder("count", 4, N_("盘货"), begins="stock_count"),
    ScanOrder("move", 5, N_("调拨"), begins="transfer"),
    ScanOrder("done", 100, N_("完成"), runs="document.post"),
    ScanOrder("undo", 101, N_("撤销"), runs="line.undo"),
    ScanOrder("save", 102, N_("保存"), runs="document.save"),
    ScanOrder("print", 103, N_("打印"), runs="document.print"),
    ScanOrder("another", 104, N_("再开一张"), runs="document.new"),
    *(ScanOrder(f"times_{times}", _FIRST_TIMES + times, _MULTIPLY, times=times) for times in _TIMES),
)
"""In the order of the sheet on which they are printed; numbers never change, because sheets hang on walls."""

_BY_CODE: Final = {order.code: order for order in ORDERS}


def order_of(code: str) -> ScanOrder | None:
    """Return what a code orders, if it is one of ours."""
    return _BY_CODE.get(code)
