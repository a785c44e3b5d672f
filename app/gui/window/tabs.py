"""What stands in the tabs and in the list at their left: derived from the declarations, nobody writes it twice."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, Final

from app.core.text import N_, Label
from app.domain.documents.spec import Tab
from app.domain.documents.types import TYPES
from app.domain.records.types import RECORDS

if TYPE_CHECKING:
    from app.services.modules import IsOn
    from app.services.reports import Report


@dataclass(frozen=True, slots=True)
class Entry:
    """One kind in a list: `sort` is list, records, import, calibration, report, home or settings.

    One without sort is a heading.
    """

    key: str
    label: Label
    sort: str = ""

    @property
    def thing(self) -> str:
        """The name by which it is switched out of sight (`app.domain.modules`)."""
        return f"{_SORTS.get(self.sort, self.sort)}:{self.key}"


@dataclass(frozen=True, slots=True)
class TabSpec:
    """One tab of the window; its entries are of these sorts, and are listed when they are first wanted."""

    key: str
    label: Label
    sorts: tuple[str, ...]
    list_entries: Callable[[], tuple[Entry, ...]]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Return the kinds in its list."""
        return self.list_entries()

    def seen(self, is_on: "IsOn") -> tuple[Entry, ...]:
        """Return the kinds that are in sight; a heading without any is left out."""
        found: list[Entry] = []
        for entry in self.entries:
            if not entry.sort and found and not found[-1].sort:
                found.pop()
            if is_on(entry.thing):
                found.append(entry)
        while found and not found[-1].sort:
            found.pop()
        return tuple(found)


_SORTS: Final = {"list": "document", "records": "record"}
HOME: Final = "home"
SETTINGS: Final = "settings"
PRINT_FORMS: Final = "print_forms"
LABEL_FORMS: Final = "label_forms"
KEYS: Final = "keys"
MODULES: Final = "modules"
DEVICES: Final = "devices"
SLIPS: Final = "slips"
IMPORT: Final = "import"
CALIBRATION: Final = "calibration"

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
        TabSpec(HOME, N_("首页"), ("home",), lambda: (Entry(HOME, N_("首页"), "home"),)),
        *(TabSpec(key, label, ("list",), partial(_documents, key)) for key, label in _LABELS.items()),
        TabSpec("reports", N_("报表"), ("report",), _reports),
        TabSpec("records", N_("资料"), ("records", "import", "calibration"), _records),
        TabSpec(SETTINGS, N_("设置"), ("settings",), _settings),
    )


@cache
def _documents(tab: str) -> tuple[Entry, ...]:
    return tuple(Entry(each.key, each.label, "list") for each in TYPES if _TAB_OF[each.tab] == tab)


@cache
def _records() -> tuple[Entry, ...]:
    return (
        *(Entry(each.key, each.label, "records") for each in RECORDS),
        Entry("", N_("上手")),
        Entry(IMPORT, N_("导入 Excel"), "import"),
        Entry(CALIBRATION, N_("边卖边盘"), "calibration"),
    )


@cache
def _reports() -> tuple[Entry, ...]:
    from app.services import reports  # noqa: PLC0415 - 30 modules, 9 ms that the first page does without

    found: list[Entry] = []
    for group, label in _GROUPS:
        members = [Entry(each.key, each.label, "report") for each in reports.REPORTS if _group(each) == group]
        if members:
            found += [Entry("", label), *members]
    return tuple(found)


def _settings() -> tuple[Entry, ...]:
    return (
        Entry(SETTINGS, N_("设置"), "settings"),
        Entry(PRINT_FORMS, N_("打印模板"), "settings"),
        Entry(LABEL_FORMS, N_("标签模板"), "settings"),
        Entry(MODULES, N_("模块"), "settings"),
        Entry(KEYS, N_("快捷键"), "settings"),
        Entry(DEVICES, N_("设备"), "settings"),
        Entry(SLIPS, N_("小票"), "settings"),
    )


def _group(report: "Report") -> str:
    tab = getattr(report.tab, "value", report.tab)
    return str(tab) if tab in {group for group, _ in _GROUPS} else ""
