"""What is said of a run of labels: never more than is known."""

from collections.abc import Sequence

from app.core.numbers import plain
from app.core.text import N_, Message
from app.domain.labels.templates import LabelTemplate
from app.gui.pages.labels.run import LabelRun, Outcome
from app.i18n.catalog import fill
from app.services.printing.slip_queue import REASONS

_TOLD = 8


def told(run: LabelRun, outcome: Outcome, printer: str) -> tuple[str, str]:
    """Return what became of a run, and its tone."""
    if outcome.is_stopped:
        says = N_("停下了：已送出 {done} 张，还有 {left} 张没有打")
        return fill(Message.of(says, done=run.done, left=run.left)), "warn"
    if outcome.reason:
        reason = Message.of(REASONS[outcome.reason])
        if outcome.unsure:
            says = N_(
                "“{printer}”{reason}。前面 {done} 张已送出，接下来的 {unsure} 张可能没有打全，请看一下打印机"
            )
            facts = {"done": run.done, "unsure": outcome.unsure}
            return fill(Message.of(says, printer=printer, reason=reason, **facts)), "bad"
        says = N_("“{printer}”{reason}。已送出 {done} 张，还有 {left} 张没有打；弄好以后按 Enter 接着打")
        return fill(Message.of(says, printer=printer, reason=reason, done=run.done, left=run.left)), "bad"
    if not outcome.is_confirmed:
        says = N_("{count} 张标签已送到“{printer}”；打印机没有回答打好没有，请看一眼")
        return fill(Message.of(says, count=run.done, printer=printer)), "calm"
    return fill(Message.of(N_("“{printer}”已打好 {count} 张标签"), count=run.done, printer=printer)), "good"


def of_picture(template: LabelTemplate, dpi: int, lost: Sequence[str], told: Message | None) -> str:
    """Say how large a label is and how fine it is printed, which letters it lacks, and what its code is."""
    size = Message.of(
        N_("{width}×{height} 毫米，每英寸 {dpi} 点"),
        width=plain(template.width, 1),
        height=plain(template.height, 1),
        dpi=dpi,
    )
    return "\n".join(filter(None, (fill(size), replaced(lost), said((told,) if told else ()))))


def both(first: str, second: str) -> str:
    """Say two things in one line, or the one that there is."""
    if not first or not second:
        return first or second
    return fill(Message.of(N_("{first}；{second}"), first=first, second=second))


def said(told: Sequence[Message]) -> str:
    """Say what is to be known of the codes of weights: the first of it, the others say the same of other units."""
    return fill(told[0]) if told else ""


def replaced(letters: Sequence[str]) -> str:
    """Say which letters the font does not have."""
    if not letters:
        return ""
    shown = " ".join(letters[:_TOLD])
    return fill(Message.of(N_("字体里没有这些字，标签上印成方框：{letters}"), letters=shown))
