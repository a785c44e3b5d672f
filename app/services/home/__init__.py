"""The first page: what a role wants to know today, and what waits to be done (F74, F31 in small).

``figures``   the figures that a role may show, as declarations
``todos``     what waits, by kind

Only what the role shows is read, and of that only what the firm uses.
"""

import datetime
from dataclasses import dataclass

from app.core.kinds import Kind
from app.core.table import Chart, Column, Table
from app.core.text import N_
from app.domain.roles import LEAST_ACTS, MOST_ACTS, MOST_FIGURES, OWNER, ROLES, Role
from app.services import modules
from app.services.firm import Firm
from app.services.home import todos
from app.services.home.figures import FIGURES, Figure, Moment, Reading
from app.storage.queries import home as queries

__all__ = [
    "FIGURES",
    "ROLES",
    "Figure",
    "Reading",
    "Role",
    "Today",
    "acts",
    "ages",
    "charts",
    "figures",
    "roles",
    "today",
]

DAYS = 14
"""Days of sales in the picture."""
_ABOUT = {"sales": "report:sales_profit", "ages": "report:stock_ageing"}
"""What the charts are about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """What the page shows: the reading of each figure, the sales of the last days if they are wanted, the to-dos."""

    readings: dict[str, Reading]
    recent: Table | None
    todos: Table


def roles(firm: Firm) -> tuple[Role, ...]:
    """Return the owner, whom every firm has, and the roles that have something to do in it."""
    return tuple(role for role in ROLES if role is OWNER or len(acts(firm, role)) >= LEAST_ACTS)


def acts(firm: Firm, role: Role) -> tuple[str, ...]:
    """Return what the role does of what the firm uses."""
    return tuple(act for act in role.acts if modules.is_on(firm, act))[:MOST_ACTS]


def figures(firm: Firm, role: Role) -> tuple[Figure, ...]:
    """Return the figures of the role about what the firm uses."""
    wanted = (FIGURES[key] for key in role.figures)
    return tuple(each for each in wanted if modules.is_on(firm, each.opens))[:MOST_FIGURES]


def charts(firm: Firm, role: Role) -> tuple[str, ...]:
    """Return the charts of the role about what the firm uses."""
    return tuple(key for key in role.charts if modules.is_on(firm, _ABOUT[key]))


def today(firm: Firm, role: Role) -> Today:
    """Return the first page of a role, read at one moment."""
    day = datetime.date.fromisoformat(firm.today())
    with firm.database.snapshot() as connection:
        moment = Moment(connection, day)
        return Today(
            readings={each.key: each.read(moment) for each in figures(firm, role)},
            recent=_recent(moment) if "sales" in charts(firm, role) else None,
            todos=todos.table(firm, role, day.isoformat()),
        )


def ages(firm: Firm) -> Table:
    """Return the stock by age; apart from the rest, because it looks at every layer of stock."""
    from app.services import reports  # noqa: PLC0415 - 30 modules that the first page does without

    return reports.run(firm, "stock_ageing", {"by": "bucket"})


def _recent(moment: Moment) -> Table:
    """Return the sales of the last days, days without any included."""
    first = moment.day - datetime.timedelta(days=DAYS - 1)
    sales = queries.sales_by_day(moment.connection, first.isoformat(), moment.day.isoformat())
    days = [(first + datetime.timedelta(days=ahead)).isoformat() for ahead in range(DAYS)]
    return Table(
        title=N_("近 14 天销售"),
        columns=(
            Column("day", N_("日期"), Kind.DATE),
            Column("sales", N_("销售额"), Kind.MONEY),
        ),
        rows=[(each, sales.get(each, (0, 0, 0))[0]) for each in days],
        chart=Chart("line", "day", ("sales",)),
    )
