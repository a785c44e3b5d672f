"""Modules are switched at random while anything is posted: nothing is lost, nothing differs, the books are right."""

import random
from typing import Any

import pytest

from app.domain.modules.catalogue import MODULES
from app.domain.modules.templates import TEMPLATES
from app.services import documents, modules, proof, settings
from tests.properties.random_trade import RandomTrade
from tests.properties.test_posting import check_invariants

SWITCHES = 100
_LEDGERS = {
    "stock_entry": "document_id, line, item_id, place_id, business_date, quantity, value",
    "party_entry": "document_id, party_id, side, business_date, amount",
    "cash_entry": "document_id, account_id, business_date, amount",
    "item": "code, name, base_unit, is_service, track_serial",
    "party": "code, name",
    "document": "number, type, business_date",
}


def contents(trade: RandomTrade) -> dict[str, list[Any]]:
    """Return what the books hold, without the names that chance gave."""
    connection = trade.firm.books.connection()
    return {
        table: connection.execute(f"SELECT {columns} FROM {table} ORDER BY id").fetchall()
        for table, columns in _LEDGERS.items()
    }


def switch_at_random(trade: RandomTrade, chance: random.Random) -> bool:
    """Switch one module, or all as a template has them; say whether that wrote anything."""
    if chance.random() < 0.1:
        return bool(modules.apply(trade.firm, chance.choice(list(TEMPLATES))).kinds)
    key = chance.choice(MODULES.keys())
    return bool(modules.switch(trade.firm, {key: not modules.states(trade.firm)[key]}).kinds)


@pytest.mark.parametrize("seed", range(3))
def test_switching_modules_changes_nothing_that_is_posted(seed: int) -> None:
    calm, switched = (RandomTrade(seed, method="moving_average", pool="item") for _ in range(2))
    chance = random.Random(seed)
    before = contents(switched)
    for number in range(SWITCHES):
        if switch_at_random(
            switched, chance
        ):  # as many operations here as there: each is a moment of its own
            settings.save(calm.firm, {"letterhead": str(number)})
        assert calm.step() == switched.step()
    assert before != contents(switched)
    assert contents(calm) == contents(switched)
    check_invariants(switched.firm, policy=switched.policy)
    assert proof.verify(switched.firm).ok

    modules.switch(switched.firm, dict.fromkeys(MODULES.keys(), True))
    assert modules.hidden(switched.firm) == frozenset()
    assert contents(calm) == contents(switched)
    for uid, _ in switched.posted:
        assert documents.view(switched.firm, uid).document.uid == uid
    assert proof.verify(switched.firm).ok
