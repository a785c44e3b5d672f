"""Verbs for a firm as a whole: make, describe, prove, back up, restore, migrate."""

from argparse import Namespace
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final

from app.cli import answers, exit_codes
from app.core.text import N_, Label, Message
from app.domain.documents.types import TYPES
from app.domain.profile import PROFILE
from app.domain.records.types import RECORDS
from app.i18n.catalog import fill, tr
from app.i18n.show import show
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
    values = {field.key: getattr(options, field.key) for field in PROFILE}
    with closing(firms.create(path, values, template=options.template, author=options.author)) as firm:
        answers.say(options, firms.info(firm), [fill(Message.of(N_("已新建账套 {path}"), path=path))])
    return exit_codes.OK


def info(options: Namespace) -> int:
    """Describe a firm."""
    with opened(options) as firm:
        found = firms.info(firm)
    answers.say(options, found, _described(found))
    return exit_codes.OK


_LABELS: Final[dict[str, Label]] = {
    "path": N_("账套文件"),
    "closed_through": N_("结账至"),
    "station": N_("本机编号"),
    "drafts": N_("草稿"),
    "operations": N_("操作记录"),
}


def _described(found: Mapping[str, Any]) -> Iterator[str]:
    """Write what a firm is for a person: labels instead of keys."""
    profile = {field.key: field for field in PROFILE}
    for key, value in found.items():
        if key in profile:
            choices = tuple((choice.key, choice.label) for choice in profile[key].choices)
            yield f"{tr(profile[key].label)}: {show(value, profile[key].kind, choices)}"
        elif key in _LABELS:
            yield f"{tr(_LABELS[key])}: {value}"
    for part, family in (("records", RECORDS), ("documents", TYPES)):
        for key, count in found[part].items():
            yield f"{tr(family[key].label)}: {count}"


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
