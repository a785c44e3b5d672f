"""What is timed, by number (the numbers of the goals)."""

from collections.abc import Callable, Iterator

from tests.bench.results import Result
from tests.bench.setting import Setting
from tests.bench.workloads import (
    costing,
    counter,
    devices,
    exporting,
    importing,
    listing,
    looking_up,
    painting,
    posting,
    printing,
    reading,
    running,
    starting,
)

ALL: dict[str, Callable[[Setting], Iterator[Result]]] = {
    "1": posting.post_sale,
    "2": posting.post_tail,
    "3": posting.post_flat,
    "4": posting.post_bulk,
    "5": looking_up.scan,
    "6": painting.scan,
    "7": painting.settle,
    "8": looking_up.search,
    "8b": painting.search,
    "9": reading.stock_on_hand,
    "10": reading.ageing,
    "11": reading.turnover_and_profit,
    "12": reading.stock_card,
    "13": costing.back_dated,
    "14": costing.recost_all,
    "15": importing.bring_in,
    "16": exporting.send_out,
    "17": printing.print_out,
    "18": starting.start,
    "19": listing.listed,
    "20": running.soak,
    "20b": counter.soak,
    "21": devices.answer,
}
