"""A believable firm of a given size and age, made through the services from a seed: to look around in, and to measure.

The same seed, size and days give the same figures; only the uids differ.

``words``   invented names (a resource)
``goods``   the articles
``people``  warehouses, staff, suppliers, customers
``trade``   the days
"""

import datetime
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Final

from app.core.clock import FixedClock, SystemClock
from app.core.progress import Progress, silent
from app.services import documents, firms, founding, records
from app.services.firm import Firm, Profile
from app.services.sample import goods, people
from app.services.sample.trade import Article, Trade
from app.services.sample.words import words

ITEMS: Final = 200
DAYS: Final = 60
_OPENING_HOUR: Final = 1
"""UTC: nine in the morning in China."""


def make(
    path: Path,
    *,
    items: int = ITEMS,
    days: int = DAYS,
    seed: int = 1,
    method: str = "moving_average",
    until: str = "",
    progress: Progress = silent,
) -> Firm:
    """Make a firm that has traded for `days` until a day, by default today; return it open."""
    last = datetime.date.fromisoformat(until or SystemClock().today())
    first = last - datetime.timedelta(days=days)
    random = Random(seed)  # noqa: S311 - nothing to guess here; the same seed must give the same firm
    clock = FixedClock(first.isoformat(), _OPENING_HOUR)
    profile = Profile(name=words()["firm"], method=method, started_on=first.isoformat())
    with (
        firms.whole(path),
        closing(founding.create(path, profile, author=words()["staff"][0], clock=clock)) as firm,
    ):
        trade = _founded(firm, random, items)
        trade.open(first.isoformat())
        for number in range(1, days + 1):
            progress(number, days)
            day = (first + datetime.timedelta(days=number)).isoformat()
            clock.set_day(day, _OPENING_HOUR)
            trade.play(day)
        _leave_drafts(firm, trade)
    return Firm.open(path, author=words()["staff"][0])


def _founded(firm: Firm, random: Random, count: int) -> Trade:
    """Save people and goods."""
    with firm.transaction():
        known = people.settle_in(firm, random, count)
        categories = {
            name: records.save(firm, "category", {"name": name})[0] for name in words()["categories"]
        }
        articles = []
        for each in goods.invent(random, count):
            supplier = random.choice(known.suppliers)
            values = each.values(categories[each.category]) | {"default_supplier": supplier}
            uid, _ = records.save(firm, "item", values)
            articles.append(Article(uid, each, supplier))
    return Trade(firm=firm, random=random, people=known, articles=articles)


def _leave_drafts(firm: Firm, trade: Trade) -> None:
    """Leave an unfinished order and an unfinished delivery, as on any desk."""
    for type_key, party in (
        ("purchase_order", trade.people.suppliers[0]),
        ("delivery", trade.people.customers[0]),
    ):
        draft = documents.blank(firm, type_key).with_value("party", party)
        documents.save_draft(firm, draft)
