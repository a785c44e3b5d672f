"""What became of a print, in one line: where it is, what was left out, what to look at."""

from typing import TYPE_CHECKING, Final

from app.core.numbers import plain
from app.core.text import N_, Label, Message
from app.gui.commands import Command
from app.gui.errors import Notice
from app.gui.errors import notice_of as notice_of_problem
from app.i18n.catalog import fill, tr

if TYPE_CHECKING:
    from app.gui.paper.putting import Misfit, Outcome

_MUCH: Final = 10
"""Tenths of a millimetre: what the last page has moved by more is said."""


def notice_of(outcome: "Outcome", opens: Command | None, otherwise: Command | None = None) -> Notice:
    """Say what became of a batch that was not held back."""
    if outcome.problem is not None:
        return notice_of_problem(outcome.problem)
    if outcome.is_empty:
        nothing = Message.of(N_("选中的 {count} 张都打印过，没有再打"), count=outcome.left_out)
        return Notice(fill(nothing), "warn", otherwise)
    commands = [each for each in (opens, otherwise) if each is not None]
    says, tone = _says(outcome)
    return Notice(says, tone, next(iter(commands), None), tuple(commands[1:]))


def says_misfit(misfit: "Misfit") -> str:
    """Say that a driver lacks the form of a paper, and what to do about it."""
    paper = misfit.paper
    template = N_(
        "打印机 {printer} 没有 {paper} 这种纸（{width} × {height} 毫米），会走错纸；请先在系统的打印机设置里新建"
    )
    return fill(
        Message.of(
            template,
            printer=misfit.printer,
            paper=Message.of(paper.label),
            width=plain(paper.width, 1),
            height=plain(paper.height // paper.parts, 1) if paper.height else "",
        )
    )


def _says(outcome: "Outcome") -> tuple[str, str]:
    sentences: list[Label] = []
    tone = "good"
    if outcome.to:
        sentences.append(N_("已送到打印机 {printer}，{sheets} 页"))
    if outcome.is_stopped:
        sentences[:] = [N_("已停止：{sheets} 页已经送到打印机 {printer}，可能还会打出来")]
        tone = "warn"
    if outcome.missing:
        sentences.append(N_("这台电脑现在没有打印机 {missing}，这一份没有打在纸上"))
        tone = "warn"
    if outcome.pdf is not None:
        sentences.append(N_("已生成 {path}"))
    if outcome.left_out:
        sentences.append(N_("打印过的 {count} 张没有再打"))
    if abs(outcome.drift) >= _MUCH:
        sentences.append(N_("驱动里的纸长和实际不一样，最后一页已偏 {drift} 毫米"))
        tone = "warn"
    facts = {
        "printer": tr(N_("、")).join(outcome.to),
        "sheets": outcome.sheets,
        "missing": tr(N_("、")).join(outcome.missing),
        "path": outcome.pdf or "",
        "count": outcome.left_out,
        "drift": plain(abs(outcome.drift), 1),
    }
    return tr(N_("；")).join(fill(Message.of(each, **facts)) for each in sentences), tone
