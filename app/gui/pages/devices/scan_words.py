"""How the test of scanners writes what it found: a row for each scan, and a line for each code of the sheet."""

from typing import Final

from app.core.kinds import Kind
from app.core.table import Column
from app.core.text import N_, Message
from app.devices.codes.classify import classify
from app.devices.codes.payment import channel_of
from app.devices.codes.scanned import Gs1, Gtin, Internal, Mistake, Payment, Refused, ScaleLabel, Scanned
from app.devices.scanners.measuring import End, Measured
from app.devices.scanners.sheet.diagnosis import Finding
from app.devices.scanners.sheet.trials import TrialCode, visible
from app.i18n.catalog import fill, tr

COLUMNS: Final = (
    Column("code", N_("扫到的"), Kind.TEXT),
    Column("length", N_("字符数"), Kind.INTEGER),
    Column("usual", N_("字间隔（毫秒）"), Kind.INTEGER),
    Column("longest", N_("最长间隔"), Kind.INTEGER),
    Column("end", N_("结尾"), Kind.TEXT),
    Column("is_scan", N_("认得出是枪"), Kind.TEXT),
    Column("meaning", N_("是什么码"), Kind.TEXT),
)
"""Of the list of scans."""
_ENDS: Final = {
    End.ENTER: N_("回车"),
    End.TAB: N_("Tab 键"),
    End.NONE: N_("没有"),
    End.WIRE: N_("串口"),
}
_MISTAKES: Final = {
    Mistake.BAD_CHECK_DIGIT: N_("校验位不对，可能少读了字"),
    Mistake.BAD_DATE: N_("里面的日期不对"),
    Mistake.BAD_FIELD: N_("内容不合格式"),
    Mistake.NOT_A_PAYMENT_CODE: N_("不是付款码"),
    Mistake.PAYMENT_CODE_IN_ITEM_FIELD: N_("付款码"),
    Mistake.TOO_LONG: N_("太长"),
}


def row_of(each: Measured, is_told_apart: bool) -> tuple[object, ...]:  # noqa: FBT001 - one row's cells
    """Write one scan."""
    has_times = each.end is not End.WIRE
    return (
        _shown(each.code),
        len(each.code),
        each.usual_ms if has_times else None,
        each.longest_ms if has_times else None,
        tr(_ENDS[each.end]),
        tr(N_("是")) if is_told_apart else tr(N_("否")),
        _meaning(classify(each.code)),
    )


def line_of(code: TrialCode, found: Finding | None) -> tuple[object, ...]:
    """Write one code of the sheet, and what came of it."""
    if found is None:
        return code.number, tr(code.label), tr(N_("还没扫")), "", ""
    standing = N_("读对了") if found.is_right else N_("不对")
    return code.number, tr(code.label), tr(standing), troubles_of(found), visible(found.came)


def troubles_of(found: Finding) -> str:
    """Name what is wrong with a scan."""
    return tr(N_("；")).join(fill(trouble.says) for trouble in found.troubles)


def _shown(code: str) -> str:
    """Write a code; one that pays is money, and shows its end only."""
    return f"…{code[-4:]}" if channel_of(code.strip()) else visible(code)


def _meaning(found: Scanned) -> str:
    match found:
        case Gtin():
            return fill(Message.of(N_("商品条码 {symbology}"), symbology=found.symbology))
        case Gs1():
            return tr(N_("GS1 码"))
        case ScaleLabel():
            return tr(N_("秤打的标签"))
        case Payment():
            return tr(N_("付款码"))
        case Refused():
            return tr(_MISTAKES[found.mistake])
        case Internal():
            return tr(N_("自己的编码"))
