"""What went to paper: each print of a posted document, who printed it, on which paper, in how many copies (G20)."""

from typing import Final

from app.core.clock import instant_ms
from app.core.field import Field
from app.core.kinds import Kind
from app.core.table import Column, Drill, Drills, Table
from app.core.text import N_
from app.domain.documents.types import TYPES
from app.domain.printing.papers import PAPERS
from app.domain.printing.words import WORDS
from app.reports import params
from app.reports.report import Asked, Report
from app.storage.queries import prints

_AGAIN: Final = Field("again", N_("只看补打"), Kind.BOOL, default=False)
_COLUMNS: Final = (
    Column("printed_at", N_("打印时间"), Kind.INSTANT),
    Column("author", N_("谁打印的"), Kind.TEXT),
    Column("type", N_("单据类型"), Kind.CHOICE, choices=tuple((each.key, each.label) for each in TYPES)),
    Column("number", N_("单号"), Kind.CODE),
    Column("business_date", N_("单据日期"), Kind.DATE),
    Column("party", N_("往来单位"), Kind.TEXT),
    Column("which", N_("第几次"), Kind.INTEGER),
    Column("paper", N_("纸张"), Kind.CHOICE, choices=tuple((each.key, each.label) for each in PAPERS)),
    Column("variant", N_("式样"), Kind.CHOICE, choices=tuple(WORDS.items())),
    Column("copies", N_("份数"), Kind.INTEGER),
)


def build(asked: Asked) -> Table:
    """Return a row a print, the last one first."""
    only_again = asked.flag(_AGAIN.key)
    found = [
        each
        for each in prints.log(asked.connection, asked.text("since"), asked.text("until"), asked.those)
        if not only_again or each.which > 1
    ]
    return asked.table(
        columns=_COLUMNS,
        rows=[
            (
                instant_ms(each.known_at),
                each.author,
                each.type,
                each.number,
                each.business_date,
                each.party,
                each.which,
                *each.template.split("/")[1:],
                each.copies,
            )
            for each in found
        ],
        drills=Drills(len(found), lambda place: Drill("document", (("uid", found[place].uid),))),
    )


PRINT_LOG = Report(
    key="print_log",
    label=N_("打印记录"),
    tab=None,
    params=(params.SINCE, params.UNTIL, _AGAIN),
    build=build,
    about=("head", "customer", "supplier"),
    help=N_("谁在什么时候打印了哪张单据，用什么纸、打了几份；第二次起是补打。"),
)
