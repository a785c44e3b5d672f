"""What can be wrong with a cell or a row of a list, by code; an error keeps its row out, a warning does not."""

from dataclasses import dataclass
from typing import Final

from app.core.text import N_, Label

LABELS: Final[dict[str, Label]] = {
    "NAME_MISSING": N_("没有名称"),
    "UNIT_MISSING": N_("没有单位"),
    "RATIO_MISSING": N_("有大单位，没有换算率"),
    "NOT_A_NUMBER": N_("“{raw}”不是数字"),
    "NOT_A_DATE": N_("“{raw}”不是日期"),
    "RANGE": N_("“{raw}”是一个范围，请写一个数"),
    "UNIT_IN_NUMBER": N_("“{raw}”里写了单位，请只写数字"),
    "ERROR_VALUE": N_("公式出错：{raw}"),
    "FORMULA_UNSAVED": N_("公式没有保存结果，请在 Excel 或 WPS 里打开这个文件，保存以后再导入"),
    "DUP_CONFLICT": N_("“{raw}”出现了两次，内容不同"),
    "DUP_NAME": N_("名称“{raw}”与上面一行相同"),
    "DUP_BARCODE": N_("条码“{raw}”已用于上面另一个商品"),
    "REFUSED": N_("{raw}"),
    "BARCODE_SCIENTIFIC": N_("条码“{raw}”被表格软件改成了数字，没有采用"),
    "BARCODE_CHECK": N_("条码“{raw}”的校验位不对"),
    "PHONE_SCIENTIFIC": N_("电话“{raw}”被表格软件改成了数字，没有采用"),
    "ACCOUNT_SCIENTIFIC": N_("账号“{raw}”被表格软件改成了数字，没有采用"),
    "USCC_CHECK": N_("税号“{raw}”的校验码不对"),
    "TAXID_OLD": N_("税号“{raw}”是 15 位的旧号"),
    "AMOUNT_MISMATCH": N_("金额“{raw}”与数量乘单价不符"),
    "NEGATIVE_QTY": N_("数量“{raw}”小于零"),
    "NOT_COUNTED": N_("没有填实盘数"),
    "PRICE_ORDER": N_("最低售价“{raw}”高于零售价"),
    "ROW_SUM_MISMATCH": N_("合计“{raw}”与各尺码之和不符"),
    "HIDDEN_ROW": N_("这一行在表格里是隐藏的"),
    "DATE_NO_DAY": N_("“{raw}”没有写明哪一天"),
}
"""What each code says; ``{raw}`` is the cell, or what the services said of the row."""

WARNINGS: Final = frozenset(
    {
        "BARCODE_SCIENTIFIC",
        "BARCODE_CHECK",
        "PHONE_SCIENTIFIC",
        "ACCOUNT_SCIENTIFIC",
        "USCC_CHECK",
        "TAXID_OLD",
        "AMOUNT_MISMATCH",
        "NEGATIVE_QTY",
        "NOT_COUNTED",
        "PRICE_ORDER",
        "ROW_SUM_MISMATCH",
        "HIDDEN_ROW",
        "DATE_NO_DAY",
    }
)
"""Codes that never keep a row out."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about one row, from 1; `field` is empty when it is about the whole row.

    A `mild` finding is a warning though its code is an error elsewhere: a unit beside a price, not beside a quantity.
    `place` is the column from 0 where several hold one field, side by side.
    """

    row: int
    field: str
    code: str
    raw: str = ""
    mild: bool = False
    place: int | None = None

    @property
    def is_error(self) -> bool:
        """Whether it keeps the row out."""
        return not self.mild and self.code not in WARNINGS

    @property
    def label(self) -> Label:
        """What it says."""
        return LABELS[self.code]
