"""Payment codes of WeChat, Alipay and UnionPay, told by prefix and length (V51)."""

from typing import Final

from app.core.check_digit import is_digits

_WECHAT_LENGTH: Final = 18
_WECHAT: Final = frozenset(str(number) for number in range(10, 16))
_ALIPAY_LENGTHS: Final = range(16, 25)
_ALIPAY: Final = frozenset(str(number) for number in range(25, 31))
_UNIONPAY_LENGTH: Final = 19
_UNIONPAY: Final = "62"


def channel_of(code: str) -> str:
    """Return wechat, alipay or unionpay; empty when the digits pay nothing."""
    if not is_digits(code):
        return ""
    if len(code) == _WECHAT_LENGTH and code[:2] in _WECHAT:
        return "wechat"
    if len(code) in _ALIPAY_LENGTHS and code[:2] in _ALIPAY:
        return "alipay"
    if len(code) == _UNIONPAY_LENGTH and code.startswith(_UNIONPAY):
        return "unionpay"
    return ""
