"""Verbs for a firm as a whole: make, describe, prove, back up, restore, migrate."""

from argparse import Namespace
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from app.cli import answers, exit_codes
from app.core.text import N_, Message
from app.i18n.catalog import fill, tr
from app.services import backup as backups
from app.services import firms, proof
from app.services.firm import Firm


def path_of(options: Namespace) -> Path:
    """Return the file of the firm that is meant."""
    named: Path | None = getattr(options, "path", None) or options.firm
    return named or firms.default_path()


@contextmanager
def opened(options: Namespace) -> Iterator[Firm]:
    """Open the firm that is meant, and close it at the end."""
    with closing(Firm.open(path_of(options), author=options.author)) as firm:
        yield firm


def create(options: Namespace) -> int:
    """Make a firm."""
    path = path_of(options)
    if path == firms.default_path():
        path.parent.mkdir(parents=True, exist_ok=True)
    values = {field.key: getattr(options, field.key) for field in firms.PROFILE}
    with closing(firms.create(path, values, author=options.author)) as firm:
        answers.say(options, firms.info(firm), [fill(Message.of(N_("已新建账套 {path}"), path=path))])
    return exit_codes.OK


def info(options: Namespace) -> int:
    """Describe a firm."""
    with opened(options) as firm:
        found = firms.info(firm)
    labels = {field.key: tr(field.label) for field in firms.PROFILE}
    lines = [
        f"{labels.get(key, key)}: {value}" for key, value in found.items() if not isinstance(value, dict)
    ]
    lines += [f"{key}: {count}" for part in ("records", "documents") for key, count in found[part].items()]
    answers.say(options, found, lines)
    return exit_codes.OK


def verify(options: Namespace) -> int:
    """Prove the books."""
    with opened(options) as firm:
        found = proof.verify(firm, replay=not options.quick)
    findings = [fill(finding) for finding in found.findings]
    plain = {
        "ok": found.ok,
        "operations": found.operations,
        "entries": found.entries,
        "findings": findings,
        "milliseconds": found.milliseconds,
    }
    sound = fill(
        Message.of(
            N_("全账核对无误：{operations} 条操作，{entries} 条分录"),
            operations=found.operations,
            entries=found.entries,
        )
    )
    answers.say(options, plain, findings or [sound])
    return exit_codes.OK if found.ok else exit_codes.UNPROVEN


def backup(options: Namespace) -> int:
    """Write a backup."""
    with opened(options) as firm:
        made = backups.backup(firm, options.folder)
    answers.say(options, {"backup": str(made)}, [fill(Message.of(N_("已备份到 {path}"), path=made))])
    return exit_codes.OK


def restore(options: Namespace) -> int:
    """Make a firm out of a backup."""
    kept = None
    if options.replace and options.target.exists():
        kept = backups.restore_over(options.backup, options.target)
    else:
        backups.restore(options.backup, options.target)
    plain = {"firm": str(options.target), "kept": str(kept) if kept else None}
    lines = [fill(Message.of(N_("已恢复为 {path}"), path=options.target))]
    if kept:
        lines.append(fill(Message.of(N_("原来的账套改名为 {path}"), path=kept)))
    answers.say(options, plain, lines)
    return exit_codes.OK


def migrate(options: Namespace) -> int:
    """Bring a firm up to date."""
    steps = firms.migrate(path_of(options))
    lines = [fill(Message.of(N_("已升级：{steps}"), steps=", ".join(steps))) if steps else tr(N_("已是最新"))]
    answers.say(options, {"steps": steps}, lines)
    return exit_codes.OK
