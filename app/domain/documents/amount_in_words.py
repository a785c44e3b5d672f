"""人民币大写: an amount in the characters of cheques and receipts, so that nobody can add a stroke to it.

After 支付结算办法 and 会计基础工作规范 §52: 整 after yuan and jiao, never after fen; one 零 for a run of zeros inside,
none that is merely permitted; 10–19 begin with 壹拾. The words are the same in every language of the program.
"""

from typing import Final

from app.core.numbers import Money

_DIGITS: Final = "零壹贰叁肆伍陆柒捌玖"
_PLACES: Final = ("", "拾", "佰", "仟")
_ZERO: Final = "零"
_WAN, _YI = 10**4, 10**8


def amount_in_words(amount: Money) -> str:
    """Write an amount: ``人民币壹仟肆佰零玖元伍角整``."""
    yuan, cents = divmod(abs(amount), 100)
    jiao, fen = divmod(cents, 10)
    words = "人民币" + ("负" if amount < 0 else "")
    if yuan or not cents:
        words += (_whole(yuan) or _ZERO) + "元"
    if jiao:
        words += _DIGITS[jiao] + "角"
    elif fen and yuan:
        words += _ZERO
    if fen:
        return words + _DIGITS[fen] + "分"
    return words + "整"


def _whole(number: int) -> str:
    """Write a whole number; 0 is empty."""
    for unit, name in ((_YI, "亿"), (_WAN, "万")):
        if number >= unit:
            high, low = divmod(number, unit)
            gap = _ZERO if 0 < low < unit // 10 else ""
            return _whole(high) + name + gap + _whole(low)
    return _thousands(number)


def _thousands(number: int) -> str:
    """Write a number below 10,000: the zeros at its end are silent, any other run of zeros is one 零."""
    words = ""
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit:
            words += _DIGITS[digit] + _PLACES[place]
        elif words and not words.endswith(_ZERO):
            words += _ZERO
    return words.rstrip(_ZERO)
