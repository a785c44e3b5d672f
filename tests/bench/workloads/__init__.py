"""What is timed, by number (the numbers of the goals)."""

from collections.abc import Callable, Iterator

from tests.bench.results import Result
from tests.bench.setting import Setting
from tests.bench.workloads import costing, looking_up, posting, reading, running, starting

ALL: dict[int, Callable[[Setting], Iterator[Result]]] = {
    1: posting.post_sale,
    2: posting.post_tail,
    3: posting.post_flat,
    4: posting.post_bulk,
    5: looking_up.scan,
    8: looking_up.search,
    9: reading.stock_on_hand,
    10: reading.ageing,
    11: reading.turnover_and_profit,
    12: reading.stock_card,
    13: costing.back_dated,
    14: costing.recost_all,
    18: starting.start,
    20: running.soak,
}
