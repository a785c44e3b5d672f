"""The bar code of a label that tells a weight: a scale code by the firm's rules, read back before it is printed (G08).

::

    load ──rules that tell weight and amount, then weight, then amount──▶ figures, exact ──▶ code
                                                                                   │
            the load, item and figures alike ◀── the scanner's own question ◀──────┘   anything else: the next number,
                                                                                        the next rule, or why not

A firm without such a rule gets the code of the goods where scanning it tells the truth: one unit is one unit. Otherwise
there is no bar code, and a sentence.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from app.core.errors import BusinessError
from app.core.numbers import ONE, money_text
from app.core.text import N_, Message
from app.devices.codes.scale_label import AMOUNT, PLU, NoRoom, ScaleRule
from app.domain.labels import weights
from app.domain.labels.errors import (
    NoScaleNumber,
    ScaleCodeOtherPrice,
    ScaleCodeOverflow,
    ScaleCodeTaken,
    ScaleCodeWithoutPrice,
)
from app.domain.labels.weights import Load
from app.domain.records.types.scale_label import PIECES
from app.services import scale_rules, scanning
from app.services.firm import Firm
from app.services.scanning import Goods
from app.services.scanning.errors import UnknownScaleItem

_ONE_UNIT: Final = N_("没有写重量的秤码规则，条码印的是商品的编码：正好 1{unit}，扫了不会错。")
_NO_CODE: Final = N_(
    "没有写重量的秤码规则，标签上不印条码：印商品的编码，扫了只算 1{unit}。到“秤码规则”里建一条就有了。"
)


@dataclass(frozen=True, slots=True)
class Coded:
    """What stands in the code of a label that tells a weight; `refusal` is why none can, `says` what is to be known."""

    text: str = ""
    says: Message | None = None
    refusal: BusinessError | None = None


def coded(firm: Firm, load: Load, values: Mapping[str, Any], usual: str) -> Coded:
    """Return the code of a load; `values` are those of the item's record, `usual` is the code of its unit."""
    refusals: list[BusinessError] = []
    for rule in _rules(firm):
        try:
            return Coded(_written(firm, load, rule, values))
        except BusinessError as refusal:
            refusals.append(refusal)
    if refusals:
        return Coded(refusal=refusals[0])
    says = Message.of(_ONE_UNIT if _is_one(firm, load, usual) else _NO_CODE, unit=load.unit)
    return Coded(usual if says.template is _ONE_UNIT else "", says)


def _rules(firm: Firm) -> list[ScaleRule]:
    """Return the rules that tell a weight or an amount: those that tell most go first."""
    found = [rule for rule in scale_rules.rules(firm) if rule.weight is None or rule.weight_unit != PIECES]
    return sorted(found, key=lambda rule: (rule.weight is None, rule.amount is None))


def _written(firm: Firm, load: Load, rule: ScaleRule, values: Mapping[str, Any]) -> str:
    """Return the code of a load by a rule that reads back as the load, or raise why there is none."""
    weight = amount = 0
    if rule.weight is not None:
        weight = weights.weight_figure(
            load, told_in=rule.weight_unit, decimals=rule.weight_decimals, rule=rule.name
        )
    if rule.amount is not None:
        amount = weights.amount_figure(load, decimals=rule.amount_decimals, rule=rule.name)
    if not weight and not amount:
        raise ScaleCodeWithoutPrice(item=load.item.name, rule=rule.name)
    taken = ""
    for number in weights.numbers(values, load.unit, load.item.base_unit):
        text = rule.write(number, weight=weight, amount=amount)
        if isinstance(text, NoRoom):
            if text.figure != PLU:
                raise _overflow(load, rule, text.figure)
            continue
        found = _found(firm, text)
        if found is not None and _is_load(load, rule, found):
            return text
        taken = taken or (text if found is not None else "")
    if taken:
        raise ScaleCodeTaken(item=load.item.name, text=taken, rule=rule.name)
    raise NoScaleNumber(item=load.item.name, rule=rule.name, wanted=_wanted(rule))


def _found(firm: Firm, text: str) -> scanning.Meaning | BusinessError | None:
    """Return what the scanner makes of a code, or why it refuses it; None where its number finds no goods."""
    try:
        return scanning.meaning(firm, text)
    except UnknownScaleItem:
        return None
    except BusinessError as refusal:
        return refusal


def _is_load(load: Load, rule: ScaleRule, found: scanning.Meaning | BusinessError) -> bool:
    """Say whether what was read back is the load; an amount alone must not become another weight."""
    if not isinstance(found, Goods) or found.item != load.item.uid:
        return False
    if (found.amount or 0) != (load.amount if rule.amount is not None else 0):
        return False
    if found.quantity is not None:
        return load.item.to_base(found.quantity, found.unit) == load.in_base
    if rule.weight is None and not weights.is_at_retail(load, found.unit):
        amount, weight = money_text(load.amount), load.weight_text
        raise ScaleCodeOtherPrice(item=load.item.name, amount=amount, weight=weight, rule=rule.name)
    return rule.weight is None


def _is_one(firm: Firm, load: Load, usual: str) -> bool:
    """Say whether the code of the goods tells this very load."""
    found = _found(firm, usual)
    if not isinstance(found, Goods) or found.item != load.item.uid or found.quantity is not None:
        return False
    return load.item.to_base(ONE, found.unit) == load.in_base


def _overflow(load: Load, rule: ScaleRule, figure: str) -> ScaleCodeOverflow:
    """Say the most that a rule can write of a figure."""
    if figure == AMOUNT:
        label, value, span = weights.AMOUNT, money_text(load.amount), rule.amount
    else:
        label, value, span = weights.WEIGHT, load.weight_text, rule.weight
    assert span is not None
    highest = 10 ** (span[1] - span[0]) - 1
    if figure == AMOUNT:
        most = weights.in_yuan(highest, rule.amount_decimals)
    else:
        most = weights.in_unit(highest, rule.weight_decimals, rule.weight_unit)
    return ScaleCodeOverflow(
        item=load.item.name, figure=Message.of(label), value=value, most=most, rule=rule.name
    )


def _wanted(rule: ScaleRule) -> Message:
    digits, begins = rule.plu[1] - rule.plu[0], rule.prefix[rule.plu[0] :]
    if begins:
        return Message.of(N_("{digits} 位、以 {begins} 开头的数字"), digits=digits, begins=begins)
    return Message.of(N_("{digits} 位以内的数字"), digits=digits)
