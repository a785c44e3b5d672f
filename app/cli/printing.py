"""The verb that prints: the slip of a posted document, at once, on the receipt printer that is named."""

from argparse import Namespace
from collections.abc import Iterator
from dataclasses import replace

from app.cli import answers, exit_codes
from app.cli.books import opened
from app.cli.parser import UsageMistake
from app.core.text import N_, Message
from app.devices.printers.profile import ROLL_58, ROLL_80, PrinterProfile
from app.i18n.catalog import fill, tr
from app.services.printing.at_once import Printed, print_now, print_to_file
from app.services.printing.slip_queue import REASONS


def print_slip(options: Namespace) -> int:
    """Print a document; the printer is asked before and after."""
    if (options.printer is None) == (options.file is None):
        raise UsageMistake(tr(N_("--printer 和 --file 要写一个，也只写一个")))
    profile = _profile(options)
    with opened(options) as firm:
        if options.printer is not None:
            printed = print_now(firm, options.document, options.printer, profile, options.copies)
            printer = options.printer
        else:
            printed = print_to_file(firm, options.document, options.file, profile, options.copies)
            printer = str(options.file)
    plain = {
        "printer": printer,
        "confirmed": printed.is_confirmed,
        "reason": printed.reason or None,
        "drawer": printed.opens_drawer,
        "replaced": list(printed.replaced),
    }
    answers.say(options, plain, _lines(options, printed))
    return exit_codes.OK


def _profile(options: Namespace) -> PrinterProfile:
    """Return the usual printer of this width."""
    usual = next(profile for profile in (ROLL_58, ROLL_80) if profile.columns == options.columns)
    return replace(usual, has_chinese=not options.drawn)


def _lines(options: Namespace, printed: Printed) -> Iterator[str]:
    """Say what happened, for a person."""
    if options.file is not None:
        yield fill(Message.of(N_("已写入 {path}"), path=options.file))
    elif printed.is_confirmed:
        yield fill(Message.of(N_("{document} 已打印"), document=options.document))
    else:
        reason = Message.of(REASONS[printed.reason])
        says = N_("{document} 已送到打印机，请看一眼小票：{reason}")
        yield fill(Message.of(says, document=options.document, reason=reason))
    if printed.replaced:
        letters = " ".join(printed.replaced)
        yield fill(Message.of(N_("打印机没有这些字，打成了 □：{letters}"), letters=letters))
