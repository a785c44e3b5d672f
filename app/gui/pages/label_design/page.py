"""标签模板: choose a kind and a template, see the label dot for dot, change what stands on it.

What was changed and not kept stays while one looks at other templates; nothing is written before F8.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.changes import Changes
from app.core.errors import Problem
from app.core.numbers import plain
from app.core.text import N_, Message
from app.domain.labels.kinds import KINDS
from app.domain.labels.templates import LabelTemplate, key_of, standard
from app.gui import devices, errors
from app.gui.commands import Command
from app.gui.editors.ask_strip import AskStrip
from app.gui.errors import Notice
from app.gui.navigation import Desk
from app.gui.operations import Read, Write
from app.gui.page import Page
from app.gui.pages.label_design.choices import LabelChoices
from app.gui.pages.label_design.options import LabelOptions
from app.gui.pages.labels import words
from app.gui.pages.labels.picture import LabelPicture
from app.gui.pages.print_design.history import History
from app.gui.theme import GAP_M, GAP_S
from app.gui.widgets.segments import Segments
from app.i18n.catalog import fill, tr
from app.services.firm import Firm
from app.services.labels import making, samples, templates

if TYPE_CHECKING:
    from app.devices.labels.layout import LabelPrinter

_NAMES: Final = (("short", N_("短名称")), ("long", N_("长名称")))


@dataclass(frozen=True, slots=True)
class _Loaded:
    """What is kept of a template."""

    template: LabelTemplate
    variants: tuple[str, ...]
    is_changed: bool


class LabelDesignPage(Page):
    """Templates at the left, the picture in the middle, the choices at the right."""

    shows = frozenset({"setting"})

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(tr(N_("标签模板")), parent)
        self._firm = desk.firm
        self._designs: dict[str, History[LabelTemplate]] = {}
        self._loaded: _Loaded | None = None
        self._variant = ""
        self._is_long = False
        self.question = AskStrip()
        self.choices = LabelChoices([(each.key, tr(each.label)) for each in KINDS])
        self.names = Segments("labels.names", _NAMES)
        self.names.mark(_NAMES[0][0])
        self.picture = LabelPicture()
        self.options = LabelOptions(desk.firm)
        middle, pictures = QHBoxLayout(), QVBoxLayout()
        middle.setSpacing(GAP_M)
        pictures.setSpacing(GAP_S)
        names = QHBoxLayout()
        names.addWidget(self.names)
        names.addStretch(1)
        pictures.addLayout(names)
        pictures.addWidget(self.picture, 1)
        middle.addWidget(self.choices)
        middle.addLayout(pictures, 1)
        middle.addWidget(self.options)
        self.body.addWidget(self.question)
        self.body.addLayout(middle, 1)
        self._connect()
        self.commands_changed.emit()

    def _connect(self) -> None:
        self.choices.chosen.connect(self._on_chosen)
        self.names.chosen.connect(self._on_names)
        self.options.edited.connect(self._on_edited)
        self.options.refused.connect(self._on_refused)
        devices.here().changed.connect(self._draw)

    def commands(self) -> tuple[Command, ...]:
        return (
            Command("design.undo", N_("撤销"), self.undo),
            Command("design.redo", N_("重做"), self.redo, in_bar=False),
            Command("design.section", N_("下一栏"), self.options.next_section),
            Command("design.tick", N_("勾选"), _nothing, hint=True),
            Command("design.move", N_("上下移动"), _nothing, hint=True),
            Command("design.new", N_("另存式样"), self.ask_variant, button=True),
            Command("design.restore", N_("恢复默认"), self.restore, button=True, in_bar=False),
            Command("design.save", N_("保存"), self.save, button=True, primary=True),
        )

    # Which template

    @property
    def template(self) -> LabelTemplate | None:
        """The template as it stands, saved or not."""
        design = self._designs.get(self._key())
        return design.now if design is not None else None

    def focus_first(self) -> None:
        self.choices.kinds.setFocus()

    def reload(self) -> None:
        """Read what is kept; what was changed here and not saved stays."""
        work = partial(_load, self._firm, self.choices.kind, self._variant)
        Read(self, work).latest("template").then(self._show).run()

    def _key(self) -> str:
        return key_of(self.choices.kind, self._variant)

    def _on_chosen(self) -> None:
        self.options.commit()
        is_same_kind = self._loaded is not None and self._loaded.template.kind == self.choices.kind
        self._variant = self.choices.variant if is_same_kind else ""
        self.clear_notice()
        self.reload()

    def _show(self, loaded: _Loaded) -> None:
        self._loaded = loaded
        kept = loaded.template
        self._variant = kept.variant
        design = self._designs.get(kept.key)
        if design is None or not design.is_changed:
            self._designs[kept.key] = History.of(kept)
        elif design.kept != kept:
            self._designs[kept.key] = design.saved(kept)
        self.choices.show_variants([(key, key) for key in loaded.variants], self._variant)
        self._show_design()

    def _show_design(self) -> None:
        design, loaded = self._designs.get(self._key()), self._loaded
        if design is None or loaded is None:
            return
        self.options.show_template(design.now)
        if design.is_changed:
            self.badge.say(tr(N_("未保存")), "warn")
        elif loaded.is_changed:
            self.badge.say(tr(N_("已改动")), "calm")
        else:
            self.badge.say(tr(N_("默认")), "quiet")
        self._draw()

    def _draw(self) -> None:
        template = self.template
        if template is None:
            return
        printer = _printer()
        work = partial(_picture, self._firm, template, printer, is_long=self._is_long)
        width, height = plain(template.width, 1), plain(template.height, 1)
        says = Message.of(
            N_("{width}×{height} 毫米，每英寸 {dpi} 点"), width=width, height=height, dpi=printer.dpi
        )
        Read(self, work).latest("picture").then(partial(self._show_picture, fill(says))).otherwise(
            self._show_problem
        ).run()

    def _show_picture(self, says: str, found: tuple[bytes, tuple[str, ...]]) -> None:
        png, lost = found
        self.picture.show_picture(png, "\n".join(filter(None, (says, words.replaced(lost)))))

    def _show_problem(self, problem: Problem) -> None:
        self.picture.show_problem(errors.words(problem))

    def _on_names(self, key: str) -> None:
        self._is_long = key == _NAMES[1][0]
        self.names.mark(key)
        self._draw()

    # Changing it

    def _on_edited(self, template: LabelTemplate) -> None:
        self._step(lambda design: design.then(template))

    def undo(self) -> None:
        """Take the last change back."""
        self._step(History.undone)

    def redo(self) -> None:
        """Do again what was undone."""
        self._step(History.redone)

    def _step(self, act: Callable[[History[LabelTemplate]], History[LabelTemplate]]) -> None:
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
        if self.options.commit() and self.template is not None:
            self._save(self.template)

    def _save(self, template: LabelTemplate) -> None:
        work = partial(templates.save, self._firm, template)
        Write(self, work).then(partial(self._on_saved, template)).run()

    def _on_saved(self, template: LabelTemplate, _changes: Changes) -> None:
        design = self._designs.get(template.key)
        if design is not None:
            self._designs[template.key] = design.saved(template)
        self.show_notice(Notice(tr(N_("已保存，以后打标签就用它")), "good"))
        self.reload()

    def restore(self) -> None:
        """Go back to the template that comes with the program, as one step; one of the firm's own is dropped."""
        template = self.template
        if template is None:
            return
        if template.variant in templates.shipped_variants(template.kind):
            self._on_edited(standard(template.kind, template.variant))
            return
        self._designs.pop(template.key)
        self._variant = ""
        Write(self, partial(templates.restore, self._firm, template.kind, template.variant)).run()

    def ask_variant(self) -> None:
        """F2: ask what another template of this kind is to be called."""
        self.question.ask(N_("新式样叫什么"), N_("如：50×30 冷柜"), N_("另存"), self._on_variant)

    def _on_variant(self, name: str) -> None:
        design = self._designs.get(self._key())
        name = " ".join(name.replace("/", " ").split())[: templates.VARIANT.longest]
        if design is None or not name:
            return
        if self._loaded is not None and name in self._loaded.variants:
            says = Message.of(N_("已经有叫“{name}”的式样，请换一个名称"), name=name)
            self.show_notice(Notice(fill(says), "warn"))
            return
        self._designs.pop(self._key())
        self._variant = name
        self._save(replace(design.now, variant=name))

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


def _load(firm: Firm, kind: str, variant: str) -> _Loaded:
    """Read a template; one that the kind does not have gives way to the first."""
    variants = templates.variants(firm, kind)
    known = variant if variant in variants else variants[0]
    return _Loaded(templates.template(firm, kind, known), variants, templates.is_changed(firm, kind, known))


def _printer() -> "LabelPrinter":
    """Return the first label printer of this computer, else what most of them are."""
    from app.devices.labels.layout import LabelPrinter  # noqa: PLC0415 - not before something is drawn

    options = (each.options for each in devices.here().setups if each.kind == "label_printer" and each.is_on)
    return next((each for each in options if isinstance(each, LabelPrinter)), LabelPrinter())


def _picture(
    firm: Firm, template: LabelTemplate, printer: "LabelPrinter", *, is_long: bool
) -> tuple[bytes, tuple[str, ...]]:
    wanted = samples.sample(firm, template, is_long=is_long)
    made = making.preview(firm, template, wanted, 3, printer)
    return made.png(), made.replaced


def _nothing() -> None:
    """A hint: the list with the cursor does it."""
