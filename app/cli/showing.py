"""The verb that shows the program: a sample firm, or one day of trade with all that it prints."""

from argparse import Namespace
from contextlib import closing
from pathlib import Path

from app.cli import answers, exit_codes
from app.cli.parser import UsageMistake
from app.core.text import N_, Message
from app.i18n.catalog import fill, tr
from app.services import firms, sample
from app.services.sample import day as day_of_trade


def sample_firm(options: Namespace) -> int:
    """Make a sample firm."""
    if options.path is None:
        raise UsageMistake(tr(N_("样例账套要写在哪个文件")))
    with closing(
        sample.make(
            options.path,
            items=options.size,
            days=options.days,
            seed=options.seed,
            method=options.method or "moving_average",
        )
    ) as firm:
        answers.say(options, firms.info(firm), [fill(Message.of(N_("样例账套 {path}"), path=options.path))])
    return exit_codes.OK


def sample_of(options: Namespace) -> int:
    """Choose between the two."""
    return day(options) if options.day else sample_firm(options)


def day(options: Namespace) -> int:
    """Play one day and name the files it made."""
    from app import bootstrap

    folder: Path = options.out or Path("sample-day")
    folder.mkdir(parents=True, exist_ok=True)
    played = day_of_trade.play(folder, seed=options.seed, say=day_of_trade.silent if options.json else print)
    pictures, reason = bootstrap.pictures_apart(played.firm, folder / "pictures")
    files = [*played.files, *pictures]
    plain = {"files": [str(path) for path in files], "firm": str(played.firm), "note": reason}
    answers.say(options, plain, [*(str(path) for path in files), *([reason] if reason else [])])
    return exit_codes.OK


def pictures(options: Namespace) -> int:
    """Draw the main pages of a firm; a step of the sample day."""
    from app import bootstrap

    files = [str(path) for path in bootstrap.pictures(options.path, options.folder)]
    answers.say(options, {"files": files}, files)
    return exit_codes.OK
