"""What stands in the tabs and in the list at their left: derived from the declarations, nobody writes it twice."""

from dataclasses import dataclass
from typing import Final

from app.core.text import N_, Label
from app.domain.documents.spec import Tab
from app.domain.documents.types import TYPES
from app.domain.records.types import RECORDS
from app.services import reports


@dataclass(frozen=True, slots=True)
class Entry:
    """One kind in a list: `sort` is list, records, report, home or settings; an entry without sort is a heading."""

    key: str
    label: Label
    sort: str = ""


@dataclass(frozen=True, slots=True)
class TabSpec:
    """One tab of the window."""

    key: str
    label: Label
    entries: tuple[Entry, ...]


HOME: Final = "home"
SETTINGS: Final = "settings"

_TAB_OF: Final = {Tab.PURCHASE: "purchase", Tab.SALES: "sales", Tab.STOCK: "stock", Tab.MONEY: "sales"}
_LABELS: Final = {"purchase": N_("采购"), "sales": N_("销售"), "stock": N_("库存")}
_GROUPS: Final = (
    ("sales", N_("销售")),
    ("purchase", N_("采购")),
    ("stock", N_("库存")),
    ("money", N_("往来资金")),
    ("", N_("其他")),
)


def tabs() -> tuple[TabSpec, ...]:
    """Return all tabs in order."""
    return (
        TabSpec(HOME, N_("首页"), (Entry(HOME, N_("首页"), "home"),)),
        *(TabSpec(key, label, _documents(key)) for key, label in _LABELS.items()),
        TabSpec("reports", N_("报表"), _reports()),
        TabSpec("records", N_("资料"), tuple(Entry(each.key, each.label, "records") for each in RECORDS)),
        TabSpec(SETTINGS, N_("设置"), (Entry(SETTINGS, N_("设置"), "settings"),)),
    )


def _documents(tab: str) -> tuple[Entry, ...]:
    return tuple(Entry(each.key, each.label, "list") for each in TYPES if _TAB_OF[each.tab] == tab)


def _reports() -> tuple[Entry, ...]:
    found: list[Entry] = []
    for group, label in _GROUPS:
        members = [Entry(each.key, each.label, "report") for each in reports.REPORTS if _group(each) == group]
        if members:
            found += [Entry("", label), *members]
    return tuple(found)


def _group(report: reports.Report) -> str:
    tab = getattr(report.tab, "value", report.tab)
    return str(tab) if tab in {group for group, _ in _GROUPS} else ""
