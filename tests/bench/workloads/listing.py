"""19: a list of 20,000 items: opened, sorted by any column, filtered; until it is painted."""

from collections.abc import Iterator
from functools import partial

from app.gui.main_window import MainWindow
from app.gui.pages.list_page import ListPage
from app.gui.pages.subjects import RecordSubject
from tests.bench import screen
from tests.bench.bare_window import TYPED, Beside
from tests.bench.firms import opened
from tests.bench.measuring import Pair, in_turn, middle
from tests.bench.results import Result
from tests.bench.setting import Setting


def listed(setting: Setting) -> Iterator[Result]:
    """The list of items, beside one that Qt's proxy model sorts and filters."""
    screen.start(setting.disk / "home")
    path = setting.opening("fifo")
    firm = opened(setting.firms.copy(path, setting.memory / "listed.sqlite"))
    beside = Beside("list", setting.firms.copy(path, setting.memory / "bare.sqlite"))
    window = MainWindow(firm, proves=False)
    made = [_page(window)]

    def open_list(rows: int = 1) -> list[float]:
        page = _page(window)
        view = page.card.view
        taken = screen.painted_ms(view.viewport(), partial(_open, page), lambda: view.rows.rowCount() >= rows)
        screen.rest()
        made.pop().deleteLater()
        made.append(page)
        return [taken]

    pair = in_turn(open_list, partial(beside.act, "open"), setting.rounds)
    what = f"list of {setting.opening_items:,}"
    whole = middle([open_list(setting.opening_items)[0] for _ in range(setting.rounds)])
    note = f"all rows {whole:.0f} ms"
    yield _told(f"{what}, open", pair, 80, note)
    page = made[0]
    view, rows = page.card.view, page.card.view.rows

    def sort(section: int) -> list[float]:
        taken = screen.painted_ms(view.viewport(), partial(screen.click_head, view, section))
        screen.rest()
        return [taken]

    names = rows.place_of("name")
    pair = in_turn(partial(sort, names), partial(beside.act, "sort"), setting.rounds)
    goal = None if setting.is_quick else 40.0
    name = f"{what}, sort, proxy / ours"
    yield Result(19, name, 1 / pair.ratio, goal=goal, at_least=True, ours_ms=pair.ours_ms, raw_ms=pair.raw_ms)
    places = [place for place in range(len(rows.columns)) if not view.isColumnHidden(place)]
    each = [(middle([sort(place)[0] for _ in range(setting.rounds)]), place) for place in places]
    slowest, place = max(each)
    yield Result(
        19, f"{what}, sort, slowest column", slowest, unit="ms", goal=40, note=rows.columns[place].key
    )

    line = page.filters.text
    assert line is not None

    def keep() -> list[float]:
        press = partial(screen.type_text, line, TYPED)
        taken = screen.painted_ms(view.viewport(), press, lambda: rows.needle == TYPED)
        screen.rest()
        line.clear()
        screen.rest()
        return [taken]

    pair = in_turn(keep, partial(beside.act, "filter"), setting.rounds)
    yield _told(f"{what}, filter", pair, 50, f"{1 / pair.ratio:.0f} × faster than the proxy")
    beside.close()
    page.deleteLater()
    screen.close(window, firm.close)


def _told(what: str, pair: Pair, goal_ms: float, note: str) -> Result:
    return Result(
        19, what, pair.ours_ms, unit="ms", goal=goal_ms, ours_ms=pair.ours_ms, raw_ms=pair.raw_ms, note=note
    )


def _page(window: MainWindow) -> ListPage:
    page = ListPage(window.desk, RecordSubject(window.desk, "item"))
    page.resize(*screen.SIZE)
    return page


def _open(page: ListPage) -> None:
    page.show()
    page.reload()
