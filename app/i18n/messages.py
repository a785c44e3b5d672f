"""From an expected failure to a sentence and an advice; the texts are in `app.i18n.wordings`."""

import re

from app.core.errors import Problem
from app.core.text import N_, Label, Message
from app.i18n.catalog import fill
from app.i18n.wordings import FAMILY, WORDINGS, Wording

_UID = re.compile(r"[0-9a-f]{32}")
"""A document without a number is named by its uid, which tells nobody anything."""


def sentence(problem: Problem) -> str:
    """Say what happened, with the place in front when it is known."""
    says = fill(_message(_wording(problem).says, problem))
    document = "" if _UID.fullmatch(problem.document) else problem.document
    if document and problem.line:
        place = N_("{document} 第 {line} 行：{says}")
    elif problem.line:
        place = N_("第 {line} 行：{says}")
    elif document:
        place = N_("{document}：{says}")
    else:
        return says
    return fill(Message.of(place, document=document, line=problem.line, says=says))


def advice(problem: Problem) -> str:
    """Say what to do next; empty when there is nothing to say."""
    return fill(_message(_wording(problem).advises, problem))


def words(problem: Problem) -> str:
    """Say both, as one line."""
    advises = advice(problem)
    if not advises:
        return sentence(problem)
    return fill(Message.of(N_("{says}{advises}"), says=sentence(problem), advises=advises))


def _wording(problem: Problem) -> Wording:
    """Find the entry of the error, else that of its family."""
    codes = (kind.code for kind in type(problem).__mro__ if issubclass(kind, Problem))
    return next((WORDINGS[code] for code in codes if code in WORDINGS), WORDINGS[FAMILY])


def _message(template: Label, problem: Problem) -> Message:
    return Message(template, tuple(problem.facts().items()))
