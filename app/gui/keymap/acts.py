"""The acts that have a key. Adding one is a declaration; two acts that work in one place never share a key."""

from dataclasses import dataclass
from enum import Enum
from typing import Final

from app.core.extension import Family
from app.core.text import N_, Label


class Place(Enum):
    """Where a key works: each is a page, or a state of one, that answers with its own commands."""

    HOME = "home"
    LIST = "list"
    RECORDS = "records"
    REPORT = "report"
    DRAFT = "draft"
    POSTED = "posted"
    RECORD = "record"
    IMPORT = "import"
    CALIBRATION = "calibration"
    SETTINGS = "settings"
    KEYS = "keys"
    DEVICES = "devices"
    SLIPS = "slips"
    DESIGN = "design"
    LABELS = "labels"
    HELP = "help"
    START = "start"
    SETUP = "setup"


_P = Place
_START: Final = frozenset({_P.START, _P.SETUP})
_WINDOW: Final = frozenset(Place) - _START
_LISTS: Final = frozenset({_P.LIST, _P.RECORDS, _P.REPORT})
_DOCUMENT: Final = frozenset({_P.DRAFT, _P.POSTED})


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that a key does, in all its `places`; `commands` are the keys of the commands it stands for.

    A `fixed` one belongs to a widget, or to every program there is: it is shown and cannot be changed.
    """

    key: str
    label: Label
    default: str
    group: Label
    places: frozenset[Place]
    commands: tuple[str, ...] = ()
    fixed: bool = False


def _group(label: Label, *rows: tuple[str, Label, str, frozenset[Place], tuple[str, ...]]) -> tuple[Act, ...]:
    return tuple(
        Act(key.replace(".", "_"), says, default, label, places, of or (key,))
        for key, says, default, places, of in rows
    )


def _fixed(label: Label, *rows: tuple[str, Label, str, tuple[str, ...]]) -> tuple[Act, ...]:
    return tuple(
        Act(key, says, default, label, frozenset(Place), of, fixed=True) for key, says, default, of in rows
    )


ACTS: Final[Family[Act]] = Family(
    "act",
    *_group(
        N_("到处"),
        ("help", N_("帮助"), "F1", _WINDOW, ("help", "help.start")),
        ("find", N_("搜索"), "Ctrl+K", _WINDOW, ()),
        ("new", N_("新增"), "F2", _WINDOW - {_P.IMPORT, _P.CALIBRATION, _P.HOME, _P.SLIPS},
         ("list.new", "document.new", "record.new", "design.new", "devices.new")),
        ("save", N_("保存"), "F8", frozenset({_P.DRAFT, _P.RECORD, _P.DESIGN, _P.DEVICES}),
         ("document.save", "record.save", "record.save_close", "design.save", "devices.save", "doctor.save")),
        ("print", N_("打印"), "F10", _DOCUMENT | _LISTS | {_P.DEVICES, _P.LABELS},
         ("document.print", "list.print", "devices.test", "scan_test.print", "labels.print")),
        ("slip", N_("打小票"), "F11", frozenset({_P.POSTED, _P.SLIPS}), ("document.slip", "slips.again")),
        ("drawer", N_("开钱箱"), "Ctrl+O", _DOCUMENT | {_P.SLIPS}, ("drawer.open",)),
        ("print_as", N_("换纸打印"), "Shift+F10", _DOCUMENT | _LISTS,
         ("document.print_as", "list.print_as", "print.as")),
        ("reload", N_("刷新"), "F5", _LISTS | {_P.HOME, _P.IMPORT, _P.CALIBRATION, _P.SETTINGS}, ("page.reload",)),
        ("look", N_("打开列表、日历；看成交价"), "F4", (_WINDOW | _START) - {_P.HOME, _P.CALIBRATION},
         ("line.deals", "field.list")),
        ("close", N_("关闭这一页"), "Ctrl+W", _WINDOW, ("page.close",)),
        ("page.next", N_("下一页"), "Ctrl+Tab", _WINDOW, ()),
        ("page.previous", N_("上一页"), "Ctrl+Shift+Tab", _WINDOW, ()),
        ("tab.home", N_("首页"), "Ctrl+1", _WINDOW, ()),
        ("tab.purchase", N_("采购"), "Ctrl+2", _WINDOW, ()),
        ("tab.sales", N_("销售"), "Ctrl+3", _WINDOW, ()),
        ("tab.stock", N_("库存"), "Ctrl+4", _WINDOW, ()),
        ("tab.reports", N_("报表"), "Ctrl+5", _WINDOW, ()),
        ("tab.records", N_("资料"), "Ctrl+6", _WINDOW, ()),
        ("tab.settings", N_("设置"), "Ctrl+7", _WINDOW, ()),
    ),
    *_group(
        N_("首页"),
        ("home.act.1", N_("第 1 个按钮"), "F2", frozenset({_P.HOME}), ()),
        ("home.act.2", N_("第 2 个按钮"), "F3", frozenset({_P.HOME}), ()),
        ("home.act.3", N_("第 3 个按钮"), "F4", frozenset({_P.HOME}), ()),
        ("home.act.4", N_("第 4 个按钮"), "F6", frozenset({_P.HOME}), ()),
        ("home.act.5", N_("第 5 个按钮"), "F7", frozenset({_P.HOME}), ()),
        ("home.act.6", N_("第 6 个按钮"), "F8", frozenset({_P.HOME}), ()),
        ("home.act.7", N_("第 7 个按钮"), "F9", frozenset({_P.HOME}), ()),
        ("home.role", N_("换岗位"), "Ctrl+R", frozenset({_P.HOME}), ()),
    ),
    *_group(
        N_("列表和报表"),
        ("filter", N_("筛选"), "Ctrl+F", _LISTS | {_P.KEYS}, ("list.filter", "report.filter")),
        ("keep", N_("存为常用"), "Ctrl+D", _LISTS, ("list.keep",)),
        ("columns", N_("选列、冻结列"), "Ctrl+L", _LISTS, ("list.columns",)),
        ("export", N_("导出 Excel"), "Ctrl+E", _LISTS, ("list.export", "report.excel")),
        ("tags.find", N_("找电子标签"), "Ctrl+R", frozenset({_P.RECORDS}), ()),
        ("pdf", N_("存 PDF"), "Ctrl+P", frozenset({_P.REPORT}), ("report.pdf",)),
        ("csv", N_("存 CSV"), "Ctrl+Shift+E", frozenset({_P.REPORT}), ("report.csv",)),
        ("chart", N_("图表"), "Ctrl+G", frozenset({_P.REPORT}), ("report.chart",)),
        ("picture", N_("对账单存图片"), "Ctrl+Shift+P", frozenset({_P.REPORT}), ("report.picture",)),
    ),
    *_group(
        N_("单据"),
        ("post", N_("过账"), "F9", frozenset({_P.DRAFT, _P.LIST}), ("document.post", "list.post")),
        ("draw", N_("选单"), "F7", frozenset({_P.DRAFT}), ("document.draw",)),
        ("round_off", N_("抹零"), "F5", frozenset({_P.DRAFT}), ("document.round_off",)),
        ("accept", N_("没错"), "F3", frozenset({_P.DRAFT}), ("line.accept",)),
        ("weigh", N_("取秤上的重量"), "F12", frozenset({_P.DRAFT, _P.LABELS}), ("line.weigh",)),
        ("scale.tare", N_("秤去皮"), "Ctrl+F12", frozenset({_P.DRAFT, _P.DEVICES, _P.LABELS}), ()),
        ("scale.zero", N_("秤置零"), "Ctrl+Shift+F12", frozenset({_P.DRAFT, _P.DEVICES, _P.LABELS}), ()),
        ("scale.next", N_("换一台秤"), "Shift+F12", frozenset({_P.DRAFT, _P.DEVICES, _P.LABELS}), ()),
        ("count.tags", N_("数电子标签"), "Ctrl+R", frozenset({_P.DRAFT}), ()),
        ("tags.check", N_("按电子标签核对"), "Ctrl+Shift+R", _DOCUMENT, ()),
        ("scan.create", N_("新建扫到的商品；记住不认得的标签"), "Ctrl+T", _DOCUMENT,
         ("scan.create", "tags.learn")),
        ("label.key", N_("手输扫不出来的标签"), "Ctrl+Shift+T", frozenset({_P.DRAFT}), ()),
        ("line.copy", N_("复制行"), "F6", frozenset({_P.DRAFT}), ()),
        ("line.insert", N_("插入行"), "Insert", frozenset({_P.DRAFT}), ()),
        ("line.delete", N_("删除行"), "Ctrl+Del", frozenset({_P.DRAFT}), ()),
        ("discard", N_("丢弃草稿"), "Ctrl+Shift+Del", frozenset({_P.DRAFT, _P.LIST}),
         ("document.discard", "list.discard")),
        ("follow", N_("生成下一张"), "Ctrl+G", frozenset({_P.POSTED, _P.LIST}), ("document.follow",)),
        ("copy", N_("复制单据"), "F6", frozenset({_P.POSTED}), ("document.copy",)),
        ("void", N_("作废"), "Ctrl+Del", frozenset({_P.POSTED}), ("document.void",)),
        ("reverse", N_("红冲"), "Ctrl+R", frozenset({_P.POSTED}), ("document.reverse",)),
        ("close_order", N_("关闭订单"), "Ctrl+Shift+Del", frozenset({_P.POSTED}), ("document.close_order",)),
        ("document.previous", N_("上一张"), "Alt+Left", _DOCUMENT, ()),
        ("document.next", N_("下一张"), "Alt+Right", _DOCUMENT, ()),
    ),
    *_group(
        N_("打标签"),
        ("labels.make", N_("打标签"), "Ctrl+B", _DOCUMENT | _LISTS | {_P.RECORD}, ()),
        ("labels.box", N_("打单据标签"), "Ctrl+Shift+B", _DOCUMENT | {_P.LIST}, ()),
        ("labels.one", N_("只打这一样"), "F3", frozenset({_P.LABELS}), ()),
        ("labels.counts", N_("各一张或按数量"), "F6", frozenset({_P.LABELS}), ()),
        ("labels.anew", N_("从头打"), "F9", frozenset({_P.LABELS}), ()),
    ),
    *_group(
        N_("资料"),
        ("merge", N_("合并资料"), "Ctrl+M", frozenset({_P.RECORD}), ("record.merge",)),
        ("retire", N_("停用、启用资料"), "Ctrl+Shift+Del", frozenset({_P.RECORD}),
         ("record.disable", "record.enable")),
    ),
    *_group(
        N_("导入"),
        ("import.choose", N_("选文件"), "F2", frozenset({_P.IMPORT}), ()),
        ("import.bring", N_("导入"), "F9", frozenset({_P.IMPORT}), ()),
        ("import.mark", N_("把问题标在表上"), "Ctrl+E", frozenset({_P.IMPORT}), ()),
        ("import.undo", N_("撤销这次导入"), "Ctrl+Del", frozenset({_P.IMPORT}), ()),
    ),
    *_group(
        N_("边卖边盘"),
        ("calibration.sheet", N_("做盘点表"), "F2", frozenset({_P.CALIBRATION}), ()),
        ("calibration.causes", N_("差异原因"), "F7", frozenset({_P.CALIBRATION}), ()),
        ("calibration.switch", N_("开始或结束"), "F8", frozenset({_P.CALIBRATION}),
         ("calibration.start", "calibration.end")),
    ),
    *_group(
        N_("设置"),
        ("backup", N_("立即备份"), "F8", frozenset({_P.SETTINGS}), ("settings.backup",)),
        ("verify", N_("立即核对"), "F9", frozenset({_P.SETTINGS}), ("settings.verify",)),
        ("keys.reset", N_("恢复这个键"), "Ctrl+Del", frozenset({_P.KEYS}), ()),
        ("keys.reset_all", N_("全部恢复"), "Ctrl+Shift+Del", frozenset({_P.KEYS}), ()),
        ("devices.doctor", N_("设备医生"), "F12", frozenset({_P.DEVICES}), ()),
        ("devices.scan_test", N_("扫码枪测试；重新测"), "F3", frozenset({_P.DEVICES}),
         ("devices.scan_test", "scan_test.clear")),
        ("doctor.listen", N_("开始听；对一对；看测试单或每次扫描"), "F6", frozenset({_P.DEVICES}),
         ("doctor.listen", "doctor.compare", "scan_test.turn")),
        ("devices.record", N_("存录下的数据"), "Ctrl+R", frozenset({_P.DEVICES}), ()),
        ("devices.export", N_("设备存成文件"), "Ctrl+E", frozenset({_P.DEVICES}), ()),
        ("devices.open_file", N_("打开设备文件、录下的数据"), "Ctrl+O", frozenset({_P.DEVICES}), ()),
        ("devices.remove", N_("删除设备"), "Ctrl+Del", frozenset({_P.DEVICES}), ()),
        ("slips.give_up", N_("不打了"), "Ctrl+Del", frozenset({_P.SLIPS}), ()),
        ("design.section", N_("下一栏"), "F6", frozenset({_P.DESIGN}), ()),
        ("design.scroll", N_("翻看"), "Ctrl+PgDown", frozenset({_P.DESIGN}), ()),
        ("design.back", N_("往回翻"), "Ctrl+PgUp", frozenset({_P.DESIGN}), ()),
        ("design.restore", N_("恢复默认"), "Ctrl+Del", frozenset({_P.DESIGN}), ()),
    ),
    *_group(
        N_("帮助"),
        ("help.back", N_("后退"), "Alt+Left", frozenset({_P.HELP}), ()),
        ("help.forward", N_("前进"), "Alt+Right", frozenset({_P.HELP}), ()),
        ("help.search", N_("查找"), "Ctrl+F", frozenset({_P.HELP}), ()),
    ),
    *_group(
        N_("打开账套"),
        ("firm.new", N_("新建账套"), "F2", frozenset({_P.START}), ()),
        ("firm.open", N_("打开账套…"), "Ctrl+O", frozenset({_P.START}), ()),
        ("firm.practice", N_("练一练"), "F3", frozenset({_P.START}), ()),
        ("begin", N_("打开上次的账套；建账"), "F9", _START, ("firm.again", "setup.begin")),
    ),
    *_fixed(
        N_("不能改"),
        ("enter", N_("打开；下一格"), "Enter",
         ("list.open", "home.open", "report.open", "draw.take", "deals.take", "keys.change", "design.when",
          "devices.change", "slips.open",
          "calibration.open")),
        ("leave", N_("返回"), "Esc", ("setup.back", "import.leave", "devices.leave", "labels.stop")),
        ("undo", N_("撤销"), "Ctrl+Z", ("line.undo", "design.undo")),
        ("redo", N_("重做"), "Ctrl+Y", ("line.redo", "design.redo")),
        ("text_copy", N_("复制"), "Ctrl+C", ()),
        ("text_paste", N_("粘贴"), "Ctrl+V", ()),
        ("tick", N_("勾选"), "Space", ("design.tick", "modules.switch", "labels.tick")),
        ("design_move", N_("上下移动"), "Alt+Up", ("design.move",)),
    ),
)  # fmt: skip
"""In the order in which they are shown."""
BY_COMMAND: Final = {command: act for act in ACTS for command in act.commands}
"""The act of each command that has a key."""
