"""What can be wrong with a scanner: what each trouble makes of a code, how it is called, and what to set.

Troubles of one stage exclude each other; the stages follow one another on the way from the bars to the computer. The
advice names each setting as manuals do, because it is set with the codes of the maker's own booklet.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import groupby
from typing import Final

from app.core.extension import Family
from app.core.text import EMPTY, N_, Label, Message
from app.devices.bars import CodeKind
from app.devices.scanners.sheet import layouts
from app.devices.scanners.sheet.layouts import LAYOUTS, US, Layout
from app.devices.scanners.sheet.trials import SEPARATOR, TrialCode

Forms = Callable[[TrialCode, str], Sequence[str]]
"""What a trouble may make of the text of a code so far; nothing where it makes no difference."""


class Stage(IntEnum):
    """Where on the way it happens."""

    DIGITS = 1
    SEPARATOR = 2
    LETTERS = 3
    AROUND = 4
    KEYS = 5
    END = 6
    """It is not seen in the text."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing that is wrong, or, where it is harmless, only different.

    `looks` is how it looks to somebody who has nothing but the paper, where `says` needs facts; several may look alike.
    """

    key: str
    says: Message
    advice: Label
    stage: Stage
    forms: Forms | None = None
    is_harmless: bool = False
    looks: Label = EMPTY

    @property
    def heading(self) -> Message:
        """What stands on the paper."""
        return Message.of(self.looks) if self.looks else self.says

    def told(self, **facts: object) -> "Trouble":
        """Return the trouble as it was met."""
        return replace(self, says=Message.of(self.says.template, **facts))


def _without_check_digit(code: TrialCode, text: str) -> Sequence[str]:
    return (text[:-1],) if code.has_check_digit else ()


def _without_nought(code: TrialCode, text: str) -> Sequence[str]:
    return (text[1:],) if code.kind is CodeKind.UPC_A else ()


def _without_first(code: TrialCode, text: str) -> Sequence[str]:
    return (text[1:],) if code.has_check_digit and code.kind is not CodeKind.UPC_A else ()


def _longer(code: TrialCode, text: str) -> Sequence[str]:
    noughts = {CodeKind.UPC_A: "0", CodeKind.EAN8: "00000"}.get(code.kind)
    return (noughts + text,) if noughts is not None else ()


def _separator_lost(_code: TrialCode, text: str) -> Sequence[str]:
    return (text.replace(SEPARATOR, ""),)


def _separator_first(_code: TrialCode, text: str) -> Sequence[str]:
    return (SEPARATOR + text,) if SEPARATOR in text else ()


_INSTEAD: Final = (
    "]",
    "^]",
    "|",
    "~",
    "^",
    "#",
    "@",
    " ",
    "?",
    "_",
    "<GS>",
    "{GS}",
    "[GS]",
    "\\x1d",
    "\\F",
    "\x1b",
)
"""What stands for the separator in scanners that cannot send it, or were told to write it so."""


def _separator_written(_code: TrialCode, text: str) -> Sequence[str]:
    return [text.replace(SEPARATOR, sign) for sign in _INSTEAD]


def _no_hanzi(_code: TrialCode, text: str) -> Sequence[str]:
    return (
        "".join(letter for letter in text if letter.isascii()),
        "".join(letter if letter.isascii() else "?" for letter in text),
    )


_READ_WRONG: Final = (
    ("utf-8", "gb18030"), ("utf-8", "cp1252"), ("utf-8", "latin-1"), ("gb18030", "latin-1"), ("gb18030", "cp1252"),
    ("gb18030", "utf-8"), ("utf-8", "big5"), ("gb18030", "big5"), ("utf-8", "shift_jis"),
)  # fmt: skip


def _garbled(_code: TrialCode, text: str) -> Sequence[str]:
    if text.isascii():
        return ()
    read = [text.encode(one).decode(other, "replace") for one, other in _READ_WRONG]
    return [*read, *(each.replace("\ufffd", "") for each in read), *(_printable(each) for each in read)]


def _printable(text: str) -> str:
    """Return what a keyboard can type of it."""
    return "".join(filter(str.isprintable, text))


def _with_aim(code: TrialCode, text: str) -> Sequence[str]:
    return [code.aim + each for each in dict.fromkeys((text, code.reads_as or text))]


def _twice(_code: TrialCode, text: str) -> Sequence[str]:
    return (text + text,)


def _swapped(_code: TrialCode, text: str) -> Sequence[str]:
    return (text.swapcase(),)


def _upper(_code: TrialCode, text: str) -> Sequence[str]:
    return (text.upper(),)


def _lower(_code: TrialCode, text: str) -> Sequence[str]:
    return (text.lower(),)


def _shift_lost(_code: TrialCode, text: str) -> Sequence[str]:
    return (layouts.unshifted(text),)


def _digits_lost(_code: TrialCode, text: str) -> Sequence[str]:
    return ("".join(letter for letter in text if not letter.isdigit()),)


def _full_width(_code: TrialCode, text: str) -> Sequence[str]:
    """Return letters as an input method writes them in full width, with and without the signs between them."""
    wide = {number: number + 0xFEE0 for number in range(0x21, 0x7F)}
    return text.translate(wide), text.translate({key: to for key, to in wide.items() if chr(key).isalnum()})


def _repeats_lost(_code: TrialCode, text: str) -> Sequence[str]:
    return ("".join(letter for letter, _ in groupby(text)),)


def _scanner_types(layout: Layout) -> Forms:
    def forms(_code: TrialCode, text: str) -> Sequence[str]:
        return (layouts.typed(text, scanner=layout, computer=US),)

    return forms


def _computer_takes(layout: Layout) -> Forms:
    def forms(_code: TrialCode, text: str) -> Sequence[str]:
        return (layouts.typed(text, scanner=US, computer=layout),)

    return forms


_MOVED: Final = N_("字母、数字、符号换了位，例如 y 成了 z")
_COUNTRY: Final = N_("键盘国家设成美国（Keyboard Country / Layout：USA）；电脑不是美式键盘的，设成和电脑一样")


def _countries() -> Iterator[Trouble]:
    for layout in LAYOUTS:
        if layout is US:
            continue
        scanner = Message.of(N_("枪按{country}键盘打字，电脑是美式键盘"), country=Message.of(layout.label))
        computer = Message.of(N_("电脑是{country}键盘，枪按美式键盘打字"), country=Message.of(layout.label))
        forms = _scanner_types(layout)
        yield Trouble(f"scanner_{layout.key}", scanner, _COUNTRY, Stage.KEYS, forms, looks=_MOVED)
        forms = _computer_takes(layout)
        yield Trouble(f"computer_{layout.key}", computer, _COUNTRY, Stage.KEYS, forms, looks=_MOVED)


def _trouble(key: str, says: Label, advice: Label, stage: Stage, forms: Forms | None = None) -> Trouble:
    return Trouble(key, Message.of(says), advice, stage, forms)


def _harmless(key: str, says: Label, advice: Label, stage: Stage, forms: Forms | None = None) -> Trouble:
    return Trouble(key, Message.of(says), advice, stage, forms, is_harmless=True)


NO_END: Final = _trouble(
    "no_end",
    N_("没有回车结尾"),
    N_("没有结尾：把枪设成扫完发回车，会更快更准（Add CR Suffix / Enter）"),
    Stage.END,
)
TAB_END: Final = _harmless(
    "tab_end",
    N_("结尾是 Tab"),
    N_("结尾是 Tab：单据里也认，在别的格子里光标会跳；最好改成回车（Suffix CR）"),
    Stage.END,
)
TOO_SLOW: Final = _trouble(
    "too_slow",
    N_("打字太慢"),
    N_(
        "字间隔太长：把枪的字间延时设成 0（Inter-character / Keystroke Delay），或者在设置里调大“两个字最多隔”"
    ),
    Stage.END,
)
COMPOSED: Final = _trouble(
    "composed",
    N_("输入法插了手"),
    N_("输入法插了手：扫码前切到英文，或者把枪设成串口（USB-COM）方式，最稳"),
    Stage.END,
)
NO_PREFIX: Final = Trouble(
    "no_prefix",
    Message.of(N_("前面没有“{what}”")),
    N_("设置里填了枪在码前加的字，枪却没有送：在枪上设好前缀，或者在设置里清空"),
    Stage.AROUND,
    looks=N_("没有设好的前缀"),
)
BEFORE: Final = Trouble(
    "before",
    Message.of(N_("前面多了“{what}”")),
    N_("枪加了前缀或条码类型（Prefix / Code ID）：在枪上清掉；特意加的，填到设置的“枪在码前加的字”里"),
    Stage.AROUND,
    looks=N_("前面多了别的字"),
)
BEHIND: Final = Trouble(
    "behind",
    Message.of(N_("后面多了“{what}”")),
    N_("枪加了后缀（Suffix）：在枪上清掉，只留回车；特意加的，填到设置的“枪在码后加的字”里"),
    Stage.AROUND,
    looks=N_("后面多了别的字"),
)
LOST: Final = Trouble(
    "lost",
    Message.of(N_("少了 {count} 个字")),
    N_("丢字：字间延时加 5～10 毫秒（Inter-character / Keystroke Delay）；无线的枪靠近一点；再扫一次"),
    Stage.KEYS,
    looks=N_("有时少几个字"),
)
UNLIKE: Final = Trouble(
    "unlike",
    Message.of(N_("和纸上的不一样，纸上是 {what}")),
    N_("个别的字错了：再扫一次；每次都错，恢复枪的出厂设置（Restore Factory Defaults）再试"),
    Stage.KEYS,
    looks=N_("个别的字错了"),
)
TROUBLES: Final[Family[Trouble]] = Family(
    "scanner trouble",
    NO_END,
    TAB_END,
    TOO_SLOW,
    COMPOSED,
    NO_PREFIX,
    BEFORE,
    BEHIND,
    LOST,
    UNLIKE,
    _trouble(
        "no_check_digit",
        N_("少了最后一位（校验位）"),
        N_("打开传送校验位（Transmit Check Digit）"),
        Stage.DIGITS,
        _without_check_digit,
    ),
    _trouble(
        "no_nought",
        N_("UPC-A 前面的 0 丢了"),
        N_("打开传送 UPC-A 系统字符（Transmit Number System / Preamble）"),
        Stage.DIGITS,
        _without_nought,
    ),
    _trouble(
        "no_first",
        N_("少了第一位"),
        N_("关掉截掉开头的字（Truncate / Data Formatting），打开传送首位"),
        Stage.DIGITS,
        _without_first,
    ),
    _harmless(
        "longer",
        N_("前面补了 0，成了 13 位"),
        N_("补 0 的 13 位（UPC-A、EAN-8 转 EAN-13）程序也认，不用改"),
        Stage.DIGITS,
        _longer,
    ),
    _trouble(
        "separator_lost",
        N_("分隔符（GS）丢了"),
        N_("让枪送出 GS（ASCII 29；FNC1 Substitution / Control Characters）；键盘方式送不出，就改成串口（USB-COM）"),
        Stage.SEPARATOR,
        _separator_lost,
    ),
    _trouble(
        "separator_written",
        N_("分隔符（GS）写成了别的字"),
        N_("把 FNC1 / GS 的替换字改回 ASCII 29；键盘方式设成 Ctrl+]（Control Characters），或者改成串口（USB-COM）"),
        Stage.SEPARATOR,
        _separator_written,
    ),
    _harmless(
        "separator_first",
        N_("开头多一个分隔符"),
        N_("开头的 FNC1 也送出来了，程序也认，不用改"),
        Stage.SEPARATOR,
        _separator_first,
    ),
    _trouble(
        "no_hanzi",
        N_("汉字没有出来"),
        N_("键盘方式打不出汉字：改成串口（USB-COM），或者打开汉字输出（Unicode / Chinese Output、ALT Mode）"),
        Stage.LETTERS,
        _no_hanzi,
    ),
    _trouble(
        "garbled",
        N_("汉字成了乱码"),
        N_("文字编码不一样：枪设成 UTF-8 输出（Character Encoding）；串口的枪也可以在“设备”里改文字编码"),
        Stage.LETTERS,
        _garbled,
    ),
    _trouble(
        "aim",
        N_("前面多了 AIM 标识（]E0、]C0 之类）"),
        N_("关掉传送 AIM 标识（Transmit AIM / Code ID）：商品条码还认得，自己的编码就认不出了"),
        Stage.AROUND,
        _with_aim,
    ),
    _trouble(
        "twice",
        N_("两次连成了一个"),
        N_("没有结尾，两次连在一起：把枪设成扫完发回车（Add CR Suffix / Enter）"),
        Stage.AROUND,
        _twice,
    ),
    _trouble(
        "caps_lock",
        N_("大小写反了"),
        N_("键盘的 Caps Lock 开着：关掉；也可以把枪设成不管它（Caps Lock Override）"),
        Stage.KEYS,
        _swapped,
    ),
    _trouble(
        "upper",
        N_("全成了大写"),
        N_("关掉全部转大写（Convert Case：Upper → None）"),
        Stage.KEYS,
        _upper,
    ),
    _trouble(
        "lower",
        N_("全成了小写"),
        N_("关掉全部转小写（Convert Case：Lower → None）"),
        Stage.KEYS,
        _lower,
    ),
    _trouble(
        "shift_lost",
        N_("Shift 丢了：大写和上档的符号都没有出来"),
        N_("枪打得比电脑收得快：字间延时加 5～10 毫秒（Inter-character / Keystroke Delay），远程桌面常见"),
        Stage.KEYS,
        _shift_lost,
    ),
    _trouble(
        "digits_lost",
        N_("数字都没有出来"),
        N_("枪用小键盘打数字，而 Num Lock 没开：按一下 Num Lock，或者关掉小键盘方式（Emulate Keypad）"),
        Stage.KEYS,
        _digits_lost,
    ),
    _trouble(
        "repeats_lost",
        N_("连着两个一样的字只来了一个"),
        N_("枪打得太快：字间延时加 5～10 毫秒（Inter-character / Keystroke Delay）"),
        Stage.KEYS,
        _repeats_lost,
    ),
    _harmless(
        "full_width",
        N_("字是全角的"),
        N_("输入法开着全角：程序也认，最好切到半角或英文"),
        Stage.KEYS,
        _full_width,
    ),
    *_countries(),
)  # fmt: skip
"""Of two that make the same of a code, the first is told."""
