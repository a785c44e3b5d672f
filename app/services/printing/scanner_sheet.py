"""The set-up sheet of scanners as a batch to print: the codes, and for each trouble what to set (N6)."""

from app.core.text import N_
from app.devices.scanners.sheet.trials import TRIALS
from app.devices.scanners.sheet.troubles import TROUBLES
from app.domain.printing.papers import PAPERS
from app.i18n.catalog import fill, tr
from app.services.firm import Firm
from app.services.printing.pages import Batch, Laid, face


def scanner_sheet(firm: Firm) -> Batch:
    """Lay the sheet out on A4, in the language of the program."""
    from app.formats.scanner_sheet import SheetCode, SheetWords, lay_out  # noqa: PLC0415 - when it is printed

    title = tr(N_("扫码枪测试单"))
    remedies = {fill(each.heading): tr(each.advice) for each in TROUBLES}
    hints = (
        tr(N_("在“设备”的“扫码枪测试”里按号一个一个扫：程序告诉您每个码读对没有、哪里不对、枪上该设什么。")),
        tr(
            N_("括号里是说明书上的叫法：在枪的说明书里找到那一项，扫它旁边的设置码；拿不准就先恢复出厂设置。")
        ),
    )
    words = SheetWords(title, hints, tr(N_("看到什么，设什么")), tuple(remedies.items()))
    codes = [
        SheetCode(f"{code.number}  {tr(code.label)}", code.shown, code.kind, code.text) for code in TRIALS
    ]
    sheet = lay_out(words, codes, face().width)
    return Batch(title=title, author=firm.profile.name, laid=(Laid(PAPERS["a4"], (sheet,), 1),))
