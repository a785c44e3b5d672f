"""The verbs and what each takes. Nothing is loaded here that a verb needs: `run` names the function to load."""

import argparse
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, NoReturn

from app import __version__
from app.cli import exit_codes
from app.core.field import Field
from app.core.kinds import Kind
from app.core.text import N_, Label, Message
from app.domain.modules.templates import STANDARD, TEMPLATES
from app.domain.profile import METHOD, PROFILE
from app.i18n.catalog import fill, tr

LANGUAGES: Final = ("zh_CN", "en")
LISTS: Final = (
    "item", "price_list", "price", "customer", "supplier", "opening_stock", "stock_count", "purchase_order",
    "goods_receipt", "purchase_return", "sales_order", "delivery", "sales_return", "transfer", "transfer_dispatch",
    "other_receipt", "other_issue",
)  # fmt: skip
"""What a list can be imported as; a test compares it with what can."""
EXPORTS: Final = ("item", "price", "customer", "supplier")
"""What can be exported to be imported again; likewise."""
COLUMNS: Final = (32, 48)
"""Widths of receipt printers; a test compares them with their profiles."""
_FIRM_SUFFIX: Final = ".zhanggui"


class UsageMistake(Exception):
    """The command is written wrongly."""


_WORDS: Final[Mapping[str, Label]] = {
    "usage: ": N_("用法："),
    "positional arguments": N_("参数"),
    "options": N_("选项"),
    "show this help message and exit": N_("显示这份说明"),
    "argument %(argument_name)s: %(message)s": N_("%(argument_name)s：%(message)s"),
    "invalid choice: %(value)r (choose from %(choices)s)": N_("没有“%(value)s”，可以用：%(choices)s"),
    "unknown parser %(parser_name)r (choices: %(choices)s)": N_("没有“%(parser_name)s”，可以用：%(choices)s"),
    "invalid %(type)s value: %(value)r": N_("“%(value)s”读不懂"),
    "the following arguments are required: %s": N_("还要写：%s"),
    "unrecognized arguments: %s": N_("不认识：%s"),
    "ambiguous option: %(option)s could match %(matches)s": N_("%(option)s 不清楚，可以是：%(matches)s"),
    "expected one argument": N_("后面要写一个值"),
    "expected at most one argument": N_("后面最多写一个值"),
    "expected at least one argument": N_("后面至少写一个值"),
    "ignored explicit argument %r": N_("不带值，请去掉 %r"),
}
"""What argparse says, in our words: it looks its sentences up under the name ``_``, as gettext has it."""


@contextmanager
def _our_words() -> Iterator[None]:
    """Let argparse speak the language of the program; a sentence that is new to us stays as it is."""
    theirs = vars(argparse)["_"]
    vars(argparse)["_"] = lambda text: tr(_WORDS[text]) if text in _WORDS else theirs(text)
    try:
        yield
    finally:
        vars(argparse)["_"] = theirs


class _Parser(argparse.ArgumentParser):
    """Raises instead of ending the program."""

    def error(self, message: str) -> NoReturn:
        raise UsageMistake(message)


def read(arguments: Sequence[str]) -> argparse.Namespace | None:
    """Read a command; None when it only asked for help or the version, which has been printed."""
    with _our_words():
        try:
            return _parser().parse_args(_with_verb(arguments))
        except SystemExit:
            return None


def _with_verb(arguments: Sequence[str]) -> list[str]:
    """Let the name of a firm's file alone open it in the window, as a double-click does."""
    if arguments and arguments[0].endswith(_FIRM_SUFFIX):
        return ["--firm", *arguments]
    return list(arguments)


def _parser() -> argparse.ArgumentParser:
    common = _common(argparse.SUPPRESS)
    parser = _Parser(
        prog="zhanggui",
        description=tr(N_("掌柜进销存。不带命令时打开窗口。")),
        epilog=_epilog(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[_common(None)],
    )
    parser.add_argument(
        "--version", action="version", version=f"zhanggui {__version__}", help=tr(N_("显示版本"))
    )
    parser.set_defaults(run="app.cli.window:show")
    verbs = parser.add_subparsers(metavar=tr(N_("命令")), title=tr(N_("命令")))

    def verb(name: str, run: str, label: Label, under: Any = verbs) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = under.add_parser(
            name, help=tr(label), description=tr(label), parents=[common]
        )
        made.set_defaults(run=run)
        return made

    _books(verb)
    _trade(verb)
    _sample(verb)
    return parser


def _common(nothing: Any) -> argparse.ArgumentParser:
    """What every verb takes, before or after its name; `nothing` stands where it is not given."""
    common = argparse.ArgumentParser(add_help=False)
    flag = False if nothing is None else nothing
    common.add_argument(
        "--firm", type=Path, default=nothing, metavar="PATH", help=tr(N_("账套文件；不写用默认的账套"))
    )
    common.add_argument(
        "--author", default="" if nothing is None else nothing, help=tr(N_("谁在操作，记入日志"))
    )
    common.add_argument("--lang", choices=LANGUAGES, default=nothing, help=tr(N_("语言")))
    common.add_argument("--json", action="store_true", default=flag, help=tr(N_("以 JSON 回答，错误也是")))
    return common


def _epilog() -> str:
    codes = "\n".join(f"  {code:<3} {tr(meaning)}" for code, meaning in exit_codes.MEANINGS.items())
    return fill(Message.of(N_("退出码：\n{codes}"), codes=codes))


def _ask(verb: argparse.ArgumentParser, field: Field, *, is_required: bool = False) -> None:
    """Let a declared field be given by its name."""
    verb.add_argument(
        f"--{field.key.replace('_', '-')}",
        choices=[choice.key for choice in field.choices] or None,
        metavar="DATE" if field.kind is Kind.DATE else None,
        required=is_required,
        help=tr(field.label),
    )


_Verb = Callable[..., argparse.ArgumentParser]


def _books(verb: _Verb) -> None:
    """What is done with a firm as a whole."""
    under = verb("firm", "", N_("建账套，看账套")).add_subparsers(required=True, metavar=tr(N_("命令")))
    new = verb("new", "app.cli.books:create", N_("新建账套"), under)
    new.add_argument("path", type=Path, nargs="?", metavar="PATH", help=tr(N_("新账套的文件")))
    for field in PROFILE:
        _ask(new, field, is_required=field.required and not field.choices)
    new.add_argument(
        "--template",
        choices=TEMPLATES.keys(),
        default=STANDARD.key,
        help=tr(N_("行业模板；用 modules 可再改")),
    )
    info = verb("info", "app.cli.books:info", N_("账套的概况"), under)
    info.add_argument("path", type=Path, nargs="?", metavar="PATH", help=tr(N_("账套文件")))
    proof = verb("verify", "app.cli.books:verify", N_("从第一笔起重算全账并核对"))
    proof.add_argument("--quick", action="store_true", help=tr(N_("不重放日志，只核对合计与成本")))
    backup = verb("backup", "app.cli.books:backup", N_("写一份核对过的备份"))
    backup.add_argument("folder", type=Path, nargs="?", metavar="FOLDER", help=tr(N_("放在哪个文件夹")))
    restore = verb("restore", "app.cli.books:restore", N_("把备份恢复成一个账套"))
    restore.add_argument("backup", type=Path, metavar="BACKUP", help=tr(N_("备份文件")))
    restore.add_argument("target", type=Path, metavar="TARGET", help=tr(N_("恢复成哪个文件")))
    restore.add_argument("--replace", action="store_true", help=tr(N_("已有的账套改名保留，由恢复的取代")))
    verb("migrate", "app.cli.books:migrate", N_("把账套升级到这个版本"))


def _trade(verb: _Verb) -> None:
    """What is done inside a firm."""
    settings = verb("settings", "app.cli.choosing:choose", N_("看和改账套的设置"))
    settings.add_argument("set", nargs="*", metavar="KEY=VALUE", help=tr(N_("要改的设置；不写只看")))
    modules = verb("modules", "app.cli.choosing:use", N_("看和开关账套用的模块"))
    modules.add_argument("set", nargs="*", metavar="KEY=on|off", help=tr(N_("要开关的模块；不写只看")))
    modules.add_argument("--template", choices=TEMPLATES.keys(), help=tr(N_("照行业模板开关")))
    intake = verb("import", "app.cli.trade:bring_in", N_("从 Excel 或 CSV 导入"))
    intake.add_argument("file", type=Path, nargs="?", metavar="FILE", help=tr(N_("xlsx、xls、csv 文件")))
    intake.add_argument("--as", dest="kind", choices=LISTS, help=tr(N_("当作什么导入；不写按表头判断")))
    intake.add_argument("--dry-run", action="store_true", help=tr(N_("只看结果，不写入")))
    intake.add_argument("--records", action="store_true", help=tr(N_("同时列出读到的每条记录")))
    intake.add_argument("--skip-errors", action="store_true", help=tr(N_("跳过有错误的行，导入其余的")))
    intake.add_argument("--no-openings", action="store_true", help=tr(N_("不导入表里的期初库存和期初往来")))
    intake.add_argument("--post", action="store_true", help=tr(N_("盘点表和单据直接过账，不留草稿")))
    intake.add_argument(
        "--map", action="append", default=[], metavar="C=FIELD", help=tr(N_("某列是哪个字段；会记住"))
    )
    intake.add_argument(
        "--new-fields", action="store_true", help=tr(N_("不认得的列都成为自定义栏目；一列用 --map C=new"))
    )
    intake.add_argument("--reason", default="", metavar="TEXT", help=tr(N_("违反要写原因的规则时的例外原因")))
    intake.add_argument("--forget", action="store_true", help=tr(N_("忘掉为这种表头记住的列")))
    intake.add_argument("--marked", type=Path, metavar="OUT", help=tr(N_("另存一份，标出有问题的单元格")))
    intake.add_argument(
        "--undo", nargs="?", const="", metavar="BATCH", help=tr(N_("撤销一次导入；不写是最近一次"))
    )
    intake.add_argument("--list", action="store_true", help=tr(N_("列出导入过的文件")))
    output = verb("export", "app.cli.trade:export", N_("导出资料，改好可以再导入"))
    output.add_argument("kind", choices=EXPORTS, metavar="KIND", help=tr(N_("资料的种类")))
    output.add_argument("out", type=Path, metavar="OUT", help=tr(N_("写到哪个文件：xlsx、csv")))
    post = verb("post", "app.cli.trade:post", N_("过账 JSON 写的单据，一张或一组"))
    post.add_argument("file", metavar="FILE", help=tr(N_("JSON 文件；- 表示标准输入")))
    post.add_argument("--reason", default="", metavar="TEXT", help=tr(N_("违反要写原因的规则时的例外原因")))
    post.add_argument("--atomic", action="store_true", help=tr(N_("要么全部过账，要么一张也不过")))
    slip = verb("print", "app.cli.printing:print_slip", N_("在小票打印机上打印过账的单据"))
    slip.add_argument("document", metavar="NUMBER", help=tr(N_("单号，或单据的 uid")))
    slip.add_argument(
        "--printer",
        metavar="PORT",
        help=tr(N_("打印机：tcp://地址:9100、file:///dev/usb/lp0、spooler://名称")),
    )
    slip.add_argument("--file", type=Path, metavar="OUT", help=tr(N_("不打印，把 ESC/POS 指令写到文件")))
    slip.add_argument(
        "--columns",
        type=int,
        choices=COLUMNS,
        default=COLUMNS[-1],
        help=tr(N_("一行的字符数：58 毫米 32，80 毫米 48")),
    )
    slip.add_argument("--copies", type=_copies, default=1, metavar="N", help=tr(N_("份数")))
    slip.add_argument("--drawn", action="store_true", help=tr(N_("打印机没有汉字时，把字画成图")))
    schema = verb("schema", "app.cli.trade:schema", N_("单据的 JSON 格式（JSON Schema）"))
    schema.add_argument("type", nargs="?", metavar="TYPE", help=tr(N_("只看一种单据")))
    report = verb("report", "app.cli.reading:report", N_("报表；不写名称时列出全部"))
    report.add_argument("key", nargs="?", metavar="KEY", help=tr(N_("报表名称")))
    report.add_argument(
        "--param", action="append", default=[], metavar="K=V", help=tr(N_("报表条件，可以写多个"))
    )
    for suffix in ("xlsx", "csv", "pdf"):
        says = fill(Message.of(N_("写成 {kind} 文件"), kind=suffix.upper()))
        report.add_argument(f"--{suffix}", type=Path, metavar="OUT", help=says)


def _sample(verb: _Verb) -> None:
    """What shows the program."""
    sample = verb("sample", "app.cli.showing:sample_of", N_("造一个样例账套，或演示一天的买卖"))
    sample.add_argument("path", type=Path, nargs="?", metavar="PATH", help=tr(N_("样例账套的文件")))
    sample.add_argument("--size", type=_whole, default=200, metavar="N", help=tr(N_("多少种商品")))
    sample.add_argument("--days", type=_whole, default=60, metavar="D", help=tr(N_("多少天的买卖")))
    sample.add_argument("--seed", type=_seed, default=1, metavar="S", help=tr(N_("同一种子得同样的账")))
    _ask(sample, METHOD)
    sample.add_argument("--day", action="store_true", help=tr(N_("演示一天")))
    sample.add_argument("--out", type=Path, metavar="FOLDER", help=tr(N_("演示的文件放在哪个文件夹")))
    pictures = verb("pictures", "app.cli.showing:pictures", N_("把账套的主要页面画成图片"))
    pictures.add_argument("path", type=Path, metavar="PATH", help=tr(N_("账套文件")))
    pictures.add_argument("folder", type=Path, metavar="FOLDER", help=tr(N_("图片放在哪个文件夹")))


_MOST: Final = 100_000
_MOST_COPIES: Final = 20
_DIGITS: Final = 6


def _whole(text: str, most: int = _MOST) -> int:
    """Read a number of things."""
    if not (text.isdecimal() and 0 < int(text[:_DIGITS]) <= most and len(text) <= _DIGITS):
        says = N_("“{value}”不对，应当是 1 到 {most} 的整数")
        raise argparse.ArgumentTypeError(fill(Message.of(says, value=text, most=most)))
    return int(text)


def _copies(text: str) -> int:
    """Read how many of the same paper are wanted."""
    return _whole(text, _MOST_COPIES)


def _seed(text: str) -> int:
    """Read any whole number."""
    try:
        return int(text)
    except ValueError:
        says = N_("“{value}”不对，应当是整数")
        raise argparse.ArgumentTypeError(fill(Message.of(says, value=text))) from None
