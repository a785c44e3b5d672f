"""The firm's rules for labels of scales, and which bar codes of goods they would take for labels (G08)."""

from collections.abc import Iterator
from typing import Any, Final

from app.core.text import N_, Message
from app.devices.codes.scale_label import ScaleRule
from app.domain.catalog import comparing
from app.domain.records.spec import RecordType, Values
from app.domain.records.types.scale_label import span_of
from app.services.firm import Firm
from app.storage.queries import records as queries

_MOST_TOLD: Final = 3


def rules(firm: Firm) -> tuple[ScaleRule, ...]:
    """Return the rules in use, longer prefixes first: they say more."""
    found = map(rule_of, firm.books.scale_labels)
    return tuple(sorted(found, key=lambda rule: -len(rule.prefix)))


def rule_of(values: Any) -> ScaleRule:
    """Return the rule that a record tells."""
    plu = span_of(values, "item")
    assert plu is not None, "a rule without is not saved"
    return ScaleRule(
        name=values["name"],
        length=values["length"],
        prefix=values["prefix"],
        plu=plu,
        weight=span_of(values, "weight"),
        weight_decimals=values["weight_decimals"],
        weight_unit=values["weight_unit"],
        amount=span_of(values, "amount"),
        amount_decimals=values["amount_decimals"],
        check=values["check"],
    )


def conflicts(firm: Firm, record_type: RecordType, values: Values) -> Iterator[Message]:
    """Walk the bar codes of goods that a rule would take for labels, told of either; such a code stays the goods'."""
    if record_type.reads_codes and span_of(values, "item") and values["length"]:
        rule = rule_of(values)
        alike = queries.barcodes_like(firm.books.connection(), rule.prefix, rule.length)
        for code, name in alike[:_MOST_TOLD] if values["is_active"] else ():
            says = N_("“{item}”的条码 {barcode} 也合这条规则；扫到它总是这个商品，不当秤码。")
            yield Message.of(says, item=name, barcode=code)
    if not values.get("barcodes") or not firm.books.scale_labels:
        return
    for row in values["barcodes"]:
        fitting = next((each for each in rules(firm) if each.fits(comparing.key(row["code"]))), None)
        if fitting is not None:
            says = N_("条码 {barcode} 合秤码规则“{rule}”；扫到它总是这个商品，不当秤码。")
            yield Message.of(says, barcode=row["code"], rule=fitting.name)
