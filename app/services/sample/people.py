"""The places and people of the sample firm: warehouses, staff, suppliers, customers."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

from app.services import records, references
from app.services.firm import Firm
from app.services.sample.words import words

_ITEMS_PER_SUPPLIER: Final = 25
_ITEMS_PER_CUSTOMER: Final = 10
_FEWEST_SUPPLIERS, _FEWEST_CUSTOMERS = 3, 8
_DAYS_OF_PAYMENT: Final = (0, 0, 15, 30)


@dataclass(frozen=True, slots=True)
class People:
    """Uids of everybody the firm deals with."""

    warehouses: tuple[str, ...]
    staff: tuple[str, ...]
    suppliers: tuple[str, ...]
    customers: tuple[str, ...]
    accounts: tuple[str, ...]
    walk_in: str


def settle_in(firm: Firm, random: Random, items: int) -> People:
    """Save them; the first warehouse is the one that every firm has."""
    known = words()
    warehouses = [references.first(firm, "warehouse")]
    warehouses += [records.save(firm, "warehouse", {"name": name})[0] for name in known["warehouses"]]
    staff = [records.save(firm, "staff", {"name": name})[0] for name in known["staff"]]
    suppliers = _suppliers(firm, random, max(_FEWEST_SUPPLIERS, items // _ITEMS_PER_SUPPLIER))
    customers = _customers(firm, random, staff, max(_FEWEST_CUSTOMERS, items // _ITEMS_PER_CUSTOMER))
    accounts = records.listing(firm, "account").drills
    return People(
        warehouses=tuple(warehouses),
        staff=tuple(staff),
        suppliers=tuple(suppliers),
        customers=tuple(customers),
        accounts=tuple(str(dict(drill.params)["uid"]) for drill in accounts if drill),
        walk_in=firm.catalogue.walk_in_uid(),
    )


def _suppliers(firm: Firm, random: Random, count: int) -> list[str]:
    known = words()
    return [
        records.save(
            firm,
            "supplier",
            {
                "name": _own(f"{place}{name}", number, len(known["suppliers"]) * len(known["places"])),
                "settlement": "month",
                "payment_days": random.choice(_DAYS_OF_PAYMENT),
                "phone": _phone(random),
            },
        )[0]
        for number, (place, name) in enumerate(_pairs(random, known["places"], known["suppliers"], count))
    ]


def _customers(firm: Firm, random: Random, staff: Sequence[str], count: int) -> list[str]:
    known = words()
    found = []
    for number, (name, sort) in enumerate(_pairs(random, known["customer_names"], known["customers"], count)):
        days = random.choice(_DAYS_OF_PAYMENT)
        values = {
            "name": _own(f"{name}{sort}", number, len(known["customer_names"]) * len(known["customers"])),
            "settlement": "month" if days else "cash",
            "payment_days": days,
            "price_level": random.choice(("retail", "wholesale")),
            "salesperson": random.choice(staff),
            "phone": _phone(random),
        }
        found.append(records.save(firm, "customer", values)[0])
    return found


def _pairs(random: Random, first: Sequence[str], second: Sequence[str], count: int) -> list[tuple[str, str]]:
    every = [(one, other) for one in first for other in second]
    random.shuffle(every)
    return [every[number % len(every)] for number in range(count)]


def _own(name: str, number: int, names: int) -> str:
    """Return a name that no other has: with a number once the words are used up."""
    return name if number < names else f"{name}{number // names + 1}"


def _phone(random: Random) -> str:
    return f"13{random.randint(10**8, 10**9 - 1)}"
