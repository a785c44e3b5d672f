"""Tells what a scanned code is. Pure: rules and context are given, nothing is looked up.

Order: too long; a payment box takes payment codes only; GS1 by its own marks; labels of scales by the shop's rules;
trade items by length and check digit; what would pay is refused for goods; anything else is a text of ours.
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from app.core.check_digit import GTIN_LENGTHS, check_digit, has_right_check_digit, is_digits
from app.devices.codes import gs1
from app.devices.codes.payment import channel_of
from app.devices.codes.scale_label import ScaleRule
from app.devices.codes.scanned import Context, Gtin, Internal, Mistake, Payment, Refused, Scanned

LONGEST: Final = 512
_NAMES: Final = {8: "EAN-8", 12: "UPC-A", 13: "EAN-13", 14: "ITF-14"}
_GTIN14: Final = 14
_UPC_E: Final = 8
_EAN_13: Final = 13
_ADDONS: Final = frozenset({2, 5})
_WITH_ADDON: Final = re.compile(r"(\d{13}) (\d{2}|\d{5})", re.ASCII)
"""Some scanners leave a blank between."""
_PRINTED_MATTER: Final = ("977", "978", "979")
_AIM_EAN: Final = re.compile(r"\](E[0-4]|I1|X0|A0|Q[012]|d1|C0)")
_UNMARKED_ITEM: Final = re.compile(r"01(\d{14})(?:(?:10|11|13|15|17|21|30|310\d|37)\S+)?")
_PAYS_FROM: Final = 18
"""Shorter digits are never taken for a payment in a box for goods."""


def classify(raw: str, context: Context = Context.ITEM, rules: Sequence[ScaleRule] = ()) -> Scanned:
    """Say what a code is; full-width digits and blanks around it are tidied first."""
    if len(raw) > LONGEST:
        return Refused(Mistake.TOO_LONG, raw[:40])
    code = unicodedata.normalize("NFKC", raw).strip(" \t\r\n\0")
    if context is Context.PAYMENT:
        channel = channel_of(code)
        return Payment(channel, code) if channel else Refused(Mistake.NOT_A_PAYMENT_CODE)
    if gs1.looks_like(code):
        return gs1.read(code)
    with_addon = code.startswith("]E3")
    code = _AIM_EAN.sub("", code, count=1) if code.startswith("]") else code
    refused: Scanned | None = None
    for rule in rules:
        if rule.fits(code):
            label = rule.read(code)
            if not isinstance(label, Refused):
                return label
            refused = refused or label
    return _item(code, with_addon=with_addon) or _refused(code, refused) or Internal(code)


def _item(code: str, *, with_addon: bool) -> Scanned | None:
    if apart := _WITH_ADDON.fullmatch(code):
        code, with_addon = apart[1] + apart[2], True
    if not is_digits(code):
        return _unmarked(code)
    if len(code) == _UPC_E and not has_right_check_digit(code):
        expanded = _expanded(code)
        return Gtin("UPC-E", expanded.rjust(_GTIN14, "0")) if expanded else None
    if len(code) in GTIN_LENGTHS and has_right_check_digit(code):
        return Gtin(_NAMES[len(code)], code.rjust(_GTIN14, "0"))
    head, addon = code[:_EAN_13], code[_EAN_13:]
    if (
        len(addon) in _ADDONS
        and has_right_check_digit(head)
        and (with_addon or head.startswith(_PRINTED_MATTER))
    ):
        return Gtin(_NAMES[_EAN_13], head.rjust(_GTIN14, "0"), addon)
    return _unmarked(code)


def _unmarked(code: str) -> Scanned | None:
    """Read a GS1 message whose scanner does not say that it is one: a right trade item number stands in front."""
    found = _UNMARKED_ITEM.fullmatch(code)
    if found is None or not has_right_check_digit(found[1]):
        return None
    message = gs1.read("]C1" + code)
    return None if isinstance(message, Refused) and message.mistake is Mistake.BAD_FIELD else message


def _refused(code: str, refused: Scanned | None) -> Scanned | None:
    if len(code) >= _PAYS_FROM and channel_of(code):
        return Refused(Mistake.PAYMENT_CODE_IN_ITEM_FIELD)
    if refused is not None:
        return refused
    if len(code) in GTIN_LENGTHS and is_digits(code):
        return Refused(Mistake.BAD_CHECK_DIGIT, code)
    return None


def _expanded(code: str) -> str:
    """Return the UPC-A that an eight-digit UPC-E is short for; empty when its check digit is wrong."""
    system, body, check = code[0], code[1:7], code[7]
    if system not in "01":
        return ""
    last = body[5]
    if last in "012":
        whole = body[:2] + last + "0000" + body[2:5]
    elif last == "3":
        whole = body[:3] + "00000" + body[3:5]
    elif last == "4":
        whole = body[:4] + "00000" + body[4]
    else:
        whole = body[:5] + "0000" + last
    return system + whole + check if check_digit(system + whole) == check else ""
