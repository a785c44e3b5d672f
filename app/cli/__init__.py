"""The command line: the same services as the window, without it. ``zhanggui --help`` tells the verbs and exit codes.

Verbs load what they need, so that a headless one never loads Qt. With ``--json`` every answer is one JSON value on the
standard output, errors among them: ``{"code", "message", "document", "line", "field"}``; without it, errors are
sentences on the standard error.
"""

import importlib
import io
import os
import sys
import traceback
from collections.abc import Sequence

from app.cli import answers, exit_codes
from app.cli.parser import UsageMistake, read
from app.core.errors import BusinessError
from app.i18n import catalog

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out one command and return its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    _speak_utf8()
    _use_language(given)
    as_json = "--json" in given
    try:
        options = read(given)
        if options is None:
            return exit_codes.OK
        as_json = options.json
        module, _, name = options.run.partition(":")
        code: int = getattr(importlib.import_module(module), name)(options)
        sys.stdout.flush()
        return code
    except UsageMistake as mistake:
        answers.usage(mistake, as_json=as_json)
        return exit_codes.USAGE
    except BrokenPipeError:  # whoever was reading has gone
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return exit_codes.OK
    except KeyboardInterrupt:
        return exit_codes.INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the last place before the person; a mistake of ours is told as one
        return _failed(error, as_json=as_json)


def _failed(error: Exception, *, as_json: bool) -> int:
    """Tell a failure: expected ones as a sentence, ours with its trace."""
    from app.services import failures

    problem = failures.problem_of(error)
    if problem is None:
        traceback.print_exc()
        answers.our_mistake(error, as_json=as_json)
        return exit_codes.BUG
    answers.problem(problem, as_json=as_json)
    return exit_codes.REFUSED if isinstance(problem, BusinessError) else exit_codes.ENVIRONMENT


def _use_language(given: Sequence[str]) -> None:
    """Speak the wanted language already in the help: ``--lang en`` or ``--lang=en`` anywhere."""
    for place, word in enumerate(given):
        if word == "--lang" and place + 1 < len(given):
            catalog.use(given[place + 1])
        elif word.startswith("--lang="):
            catalog.use(word.partition("=")[2])


def _speak_utf8() -> None:
    """Write UTF-8 whatever the machine prefers, and never fail on a file name that is none."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
