"""A page on which templates are designed: choose one, see what comes out, change what stands on it, keep it.

What was changed and not kept stays while one looks at other templates; nothing is written before F8. A page says which
template is chosen, how it is read, drawn and written; steps, saving, variants and leaving are here.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import ClassVar, Generic, Protocol, TypeVar

from PySide6.QtWidgets import QWidget

from app.core.changes import Changes
from app.core.text import N_, Label, Message
from app.gui.commands import Command
from app.gui.editors.ask_strip import AskStrip
from app.gui.errors import Notice
from app.gui.navigation import Desk
from app.gui.operations import Read, Write
from app.gui.page import Page
from app.gui.pages.designing.history import History
from app.i18n.catalog import fill, tr


class Template(Protocol):
    """What is designed; frozen, a dataclass."""

    @property
    def key(self) -> str:
        """What it is kept under."""

    @property
    def variant(self) -> str:
        """Its name among those of its kind."""


T = TypeVar("T", bound=Template)


@dataclass(frozen=True, slots=True)
class Loaded(Generic[T]):
    """What is kept: a template, the names of all of its kind, whether it differs from what is shipped."""

    template: T
    variants: tuple[str, ...]
    is_changed: bool


class DesignPage(Page, Generic[T]):
    """Holds the designs of one page by key."""

    shows = frozenset({"setting"})
    saved_says: ClassVar[Label]
    example: ClassVar[Label]
    """What another variant might be called."""
    longest: ClassVar[int]
    """The letters that its name may have."""

    def __init__(self, title: str, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._firm = desk.firm
        self._designs: dict[str, History[T]] = {}
        self._loaded: Loaded[T] | None = None
        self._variant = ""
        self.question = AskStrip()
        self.body.addWidget(self.question)

    # What a page says

    def _key(self) -> str:
        """Return the key of the template that is chosen."""
        raise NotImplementedError

    def _load(self) -> Callable[[], Loaded[T]]:
        """Return what reads the chosen template."""
        raise NotImplementedError

    def _keep(self, template: T) -> Callable[[], Changes]:
        """Return what writes a template."""
        raise NotImplementedError

    def _shipped(self, template: T) -> T | None:
        """Return what the program comes with in its place; None for one of the firm's own."""
        raise NotImplementedError

    def _drop(self, template: T) -> Callable[[], Changes]:
        """Return what removes one of the firm's own."""
        raise NotImplementedError

    def _commit(self) -> bool:
        """Read what is being typed; False, with the cursor there, when it cannot be."""
        raise NotImplementedError

    def _show_variants(self, variants: Sequence[str]) -> None:
        raise NotImplementedError

    def _show_options(self, template: T) -> None:
        raise NotImplementedError

    def _draw(self) -> None:
        raise NotImplementedError

    # Which template

    def _steps(self, next_section: Callable[[], None], *hints: Command) -> tuple[Command, ...]:
        """Return the commands that all such pages have, with `hints` of what is besides in its lists."""
        return (
            Command("design.undo", N_("撤销"), self.undo),
            Command("design.redo", N_("重做"), self.redo, in_bar=False),
            Command("design.section", N_("下一栏"), next_section),
            Command("design.tick", N_("勾选"), nothing, hint=True),
            Command("design.move", N_("上下移动"), nothing, hint=True),
            *hints,
            Command("design.new", N_("另存式样"), self.ask_variant, button=True),
            Command("design.restore", N_("恢复默认"), self.restore, button=True, in_bar=False),
            Command("design.save", N_("保存"), self.save, button=True, primary=True),
        )

    @property
    def template(self) -> T | None:
        """The template as it stands, saved or not."""
        design = self._designs.get(self._key())
        return design.now if design is not None else None

    def reload(self) -> None:
        """Read what is kept; what was changed here and not saved stays."""
        Read(self, self._load()).latest("template").then(self._show).run()

    def _show(self, loaded: Loaded[T]) -> None:
        self._loaded = loaded
        kept = loaded.template
        self._variant = kept.variant
        design = self._designs.get(kept.key)
        if design is None or not design.is_changed:
            self._designs[kept.key] = History.of(kept)
        elif design.kept != kept:
            self._designs[kept.key] = design.saved(kept)
        self._show_variants(loaded.variants)
        self._show_design()

    def _show_design(self) -> None:
        design, loaded = self._designs.get(self._key()), self._loaded
        if design is None or loaded is None:
            return
        self._show_options(design.now)
        if design.is_changed:
            self.badge.say(tr(N_("未保存")), "warn")
        elif loaded.is_changed:
            self.badge.say(tr(N_("已改动")), "calm")
        else:
            self.badge.say(tr(N_("默认")), "quiet")
        self._draw()

    # Changing it

    def _on_edited(self, template: T) -> None:
        self._step(lambda design: design.then(template))

    def undo(self) -> None:
        """Take the last change back."""
        self._step(lambda design: design.undone())

    def redo(self) -> None:
        """Do again what was undone."""
        self._step(lambda design: design.redone())

    def _step(self, act: Callable[[History[T]], History[T]]) -> None:
        design = self._designs.get(self._key())
        if design is not None:
            self._designs[self._key()] = act(design)
            self.clear_notice()
            self._show_design()

    def _on_refused(self, sentence: str) -> None:
        self.show_notice(Notice(sentence, "warn"))

    # Keeping it

    def save(self) -> None:
        """F8: keep the template that is in front."""
        if self.template is not None and self._commit() and self.template is not None:
            self._save(self.template)

    def _save(self, template: T) -> None:
        Write(self, self._keep(template)).then(partial(self._on_saved, template)).run()

    def _on_saved(self, template: T, _changes: Changes) -> None:
        design = self._designs.get(template.key)
        if design is not None:
            self._designs[template.key] = design.saved(template)
        self.show_notice(Notice(tr(self.saved_says), "good"))
        self.reload()

    def restore(self) -> None:
        """Go back to the template that comes with the program, as one step; one of the firm's own is dropped."""
        template = self.template
        if template is None:
            return
        shipped = self._shipped(template)
        if shipped is not None:
            self._on_edited(shipped)
            return
        self._designs.pop(template.key)
        self._variant = ""
        Write(self, self._drop(template)).run()

    def ask_variant(self) -> None:
        """F2: ask what another variant is to be called."""
        self.question.ask(N_("新式样叫什么"), self.example, N_("另存"), self._on_variant)

    def _on_variant(self, name: str) -> None:
        """Keep the template under another name; one that is there already is never written over."""
        design = self._designs.get(self._key())
        name = " ".join(name.replace("/", " ").split())[: self.longest]
        if design is None or not name:
            return
        if self._loaded is not None and name in self._loaded.variants:
            says = Message.of(N_("已经有叫“{name}”的式样，请换一个名称"), name=name)
            self.show_notice(Notice(fill(says), "warn"))
            return
        self._designs.pop(self._key())
        self._variant = name
        self._save(replace(design.now, variant=name))  # type: ignore[type-var]  # a Protocol cannot ask for a dataclass

    def may_close(self) -> bool:
        """Stay while something was changed and not kept, and ask."""
        unsaved = [design for design in self._designs.values() if design.is_changed]
        if not unsaved:
            return True
        says = Message.of(N_("有 {count} 个模板改了还没有保存"), count=len(unsaved))
        self.show_notice(
            Notice(
                fill(says),
                "warn",
                Command("design.save_all", N_("全部保存"), self._save_all),
                (Command("design.forget", N_("不保存"), self._forget_all),),
            )
        )
        return False

    def _save_all(self) -> None:
        for design in self._designs.values():
            if design.is_changed:
                self._save(design.now)

    def _forget_all(self) -> None:
        self._designs.clear()
        self.clear_notice()
        self.reload()


def nothing() -> None:
    """A hint: the list with the cursor does it."""
