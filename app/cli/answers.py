"""How a command answers: one JSON value, or lines for a person."""

import json
import sys
from argparse import Namespace
from collections.abc import Iterable
from typing import Any

from app.core.errors import Problem
from app.core.text import N_, Message
from app.i18n.catalog import fill, tr
from app.i18n.messages import sentence, words


def say(options: Namespace, plain: object, lines: Iterable[str]) -> None:
    """Answer with `plain` as JSON, or with lines."""
    if options.json:
        write_json(plain)
        return
    for line in lines:
        print(line)


def write_json(plain: object) -> None:
    """Write one JSON value."""
    json.dump(plain, sys.stdout, ensure_ascii=False, indent=1)
    print()


def error_json(failure: Problem) -> dict[str, Any]:
    """Write a problem as error JSON; what is not known of its place is null."""
    return {
        "code": failure.code,
        "message": sentence(failure),
        "document": failure.document or None,
        "line": failure.line or None,
        "field": failure.field or None,
    }


def problem(failure: Problem, *, as_json: bool) -> None:
    """Tell an expected failure."""
    if as_json:
        write_json(error_json(failure))
    else:
        print(words(failure), file=sys.stderr)


def usage(mistake: Exception, *, as_json: bool) -> None:
    """Tell what is wrong with the command itself."""
    message = fill(Message.of(N_("命令写错了：{detail}"), detail=str(mistake)))
    if as_json:
        write_json(_failure("USAGE", message))
        return
    print(message, file=sys.stderr)
    print(tr(N_("zhanggui --help 列出全部命令。")), file=sys.stderr)


def our_mistake(error: Exception, *, as_json: bool) -> None:
    """Tell a mistake of ours; its trace has gone to the standard error."""
    message = fill(Message.of(N_("这是程序的错，不是您的错：{detail}"), detail=type(error).__name__))
    if as_json:
        write_json(_failure("BUG", message))
    else:
        print(message, file=sys.stderr)


def _failure(code: str, message: str) -> dict[str, Any]:
    return {"code": code, "message": message, "document": None, "line": None, "field": None}
