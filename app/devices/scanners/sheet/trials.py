"""The codes of the set-up sheet. Numbers and texts never change: sheets hang on walls."""

from dataclasses import dataclass
from typing import Final

from app.core.check_digit import check_digit
from app.core.extension import Family
from app.core.text import N_, Label
from app.devices.bars import CodeKind

SEPARATOR: Final = "\x1d"
_WITH_CHECK_DIGIT: Final = frozenset({CodeKind.EAN13, CodeKind.EAN8, CodeKind.UPC_A, CodeKind.ITF})
_HANZI: Final = "".join(map(chr, (0x638C, 0x67DC, 0x6536, 0x8D27)))
"""Four hanzi that GB2312 has, and so every scanner that has any."""


@dataclass(frozen=True, slots=True)
class TrialCode:
    """One code of the sheet: what it is drawn as, what a scanner should send, and the AIM identifier it may put before.

    `reads_as` is what AIM scanners send behind the identifier where it is not the text itself.
    """

    number: int
    key: str
    label: Label
    kind: CodeKind
    text: str
    aim: str
    reads_as: str = ""

    @property
    def has_check_digit(self) -> bool:
        """Say whether its last digit is reckoned from the others, so that scanners may leave it out."""
        return self.kind in _WITH_CHECK_DIGIT

    @property
    def shown(self) -> str:
        """What stands below it: the separator can be seen."""
        return visible(self.text)


def visible(text: str) -> str:
    """Write what cannot be seen: the separator of GS1 by its name, other signs as dots."""
    return "".join(
        "<GS>" if letter == SEPARATOR else letter if letter.isprintable() else "·" for letter in text
    )


def _checked(body: str) -> str:
    return body + check_digit(body)


TRIALS: Final[Family[TrialCode]] = Family(
    "trial code",
    TrialCode(1, "ean13", N_("商品条码 EAN-13"), CodeKind.EAN13, _checked("690011223344"), "]E0"),
    TrialCode(2, "ean8", N_("短商品条码 EAN-8"), CodeKind.EAN8, _checked("6977885"), "]E4"),
    TrialCode(
        3,
        "upca",
        N_("美国商品条码 UPC-A"),
        CodeKind.UPC_A,
        "036000291452",
        "]E0",
        reads_as="0036000291452",
    ),
    TrialCode(4, "weight", N_("秤打的重量码（店内码）"), CodeKind.EAN13, _checked("210077700125"), "]E0"),
    TrialCode(5, "itf14", N_("箱码 ITF-14"), CodeKind.ITF, _checked("1690112345566"), "]I1"),
    TrialCode(
        6,
        "letters",
        N_("Code 128：大小写和符号"),
        CodeKind.CODE128,
        'Zy-aQ_m/W:5(8)=+;"#w',
        "]C0",
    ),
    TrialCode(
        7,
        "gs1",
        N_("GS1-128：批号和序列号"),
        CodeKind.GS1_128,
        f"01069012345678921727123110Lo_7-{SEPARATOR}21S09",
        "]C1",
    ),
    TrialCode(
        8,
        "long",
        N_("Code 128：40 个字的长码"),
        CodeKind.CODE128,
        "ZG-20261122-0001_ABCDEFGHIJKLMnopqrstuvw",
        "]C0",
    ),
    TrialCode(9, "qr", N_("二维码 QR：有汉字"), CodeKind.QR, f"ZG9:{_HANZI}-Ok", "]Q1"),
    TrialCode(10, "data_matrix", N_("二维码 Data Matrix"), CodeKind.DATA_MATRIX, "ZG10_Data/Matrix", "]d1"),
)
"""In the order of the sheet."""
