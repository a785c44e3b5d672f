"""打印模板: choose a form and a paper, see what will be printed, change what stands on it.

What was changed and not kept stays while one looks at other forms; nothing is written before F8.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from app.core.changes import Changes
from app.core.text import N_, Message
from app.domain.printing.papers import PAPERS
from app.domain.printing.templates import STANDARD, PrintTemplate, key_of
from app.domain.printing.words import word
from app.gui.commands import Command
from app.gui.editors.ask_strip import AskStrip
from app.gui.errors import Notice
from app.gui.input.typed_path import typed_path
from app.gui.navigation import Desk
from app.gui.operations import Read, Write
from app.gui.page import Page
from app.gui.pages.print_design.form_list import FormList
from app.gui.pages.print_design.history import History
from app.gui.pages.print_design.options import Options
from app.gui.pages.print_design.preview import PreviewView
from app.gui.theme import GAP_M
from app.gui.widgets.card import button, row
from app.i18n.catalog import fill, tr
from app.services.firm import Firm
from app.services.printing import samples, templates

_FIRST = ("delivery", "slip_half")


@dataclass(frozen=True, slots=True)
class _Loaded:
    """What is kept of a form on a paper."""

    template: PrintTemplate
    variants: tuple[str, ...]
    letterhead: str
    is_changed: bool


class PrintDesignPage(Page):
    """Forms at the left, the picture in the middle, the choices at the right."""

    shows = frozenset({"setting"})

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(tr(N_("打印模板")), parent)
        self._firm = desk.firm
        self._designs: dict[str, History[PrintTemplate]] = {}
        self._loaded: _Loaded | None = None
        self.question = AskStrip()
        forms = [(key, tr(templates.form(key).label)) for key in templates.form_keys(desk.firm)]
        self.forms = FormList(forms, [(paper.key, tr(paper.label)) for paper in PAPERS], self)
        self.preview = PreviewView(self)
        self.options = Options(desk.firm, self)
        middle = QHBoxLayout()
        middle.setSpacing(GAP_M)
        # The lists stop at their widest, the picture has the rest; in a narrow window all three give way.
        for widget, share in ((self.forms, 2), (self.preview, 3), (self.options, 4)):
            middle.addWidget(widget, share)
        self.body.addWidget(self.question)
        self.body.addLayout(middle, 1)
        self.options.logo.addLayout(
            row(button(N_("选公司标志…"), self.choose_logo), button(N_("不用标志"), self.clear_logo))
        )
        self.forms.choose(*_FIRST)
        self._variant = STANDARD
        self._connect()
        self.commands_changed.emit()

    def _connect(self) -> None:
        self.forms.chosen.connect(self._on_chosen)
        self.preview.wanted.connect(self._draw)
        self.options.edited.connect(self._on_edited)
        self.options.refused.connect(self._on_refused)
        self.options.letterhead_edited.connect(self._on_letterhead)

    def commands(self) -> tuple[Command, ...]:
        return (
            Command("design.undo", N_("撤销"), self.undo),
            Command("design.redo", N_("重做"), self.redo, in_bar=False),
            Command("design.section", N_("下一栏"), self.options.next_section),
            Command("design.tick", N_("勾选"), _nothing, hint=True),
            Command("design.move", N_("上下移动"), _nothing, hint=True),
            Command("design.when", N_("什么时候印"), _nothing, hint=True),
            Command("design.scroll", N_("翻看"), partial(self.preview.scroll_page, 1)),
            Command("design.back", N_("往回翻"), partial(self.preview.scroll_page, -1), in_bar=False),
            Command("design.new", N_("另存式样"), self.ask_variant, button=True),
            Command("design.restore", N_("恢复默认"), self.restore, button=True, in_bar=False),
            Command("design.save", N_("保存"), self.save, button=True, primary=True),
        )

    # Which template

    @property
    def form_key(self) -> str:
        """The form that is chosen."""
        return self.forms.key_of(self.forms.forms)

    @property
    def paper_key(self) -> str:
        """The paper that is chosen."""
        return self.forms.key_of(self.forms.papers)

    @property
    def template(self) -> PrintTemplate | None:
        """The template as it stands, saved or not."""
        design = self._designs.get(self._key())
        return design.now if design is not None else None

    def focus_first(self) -> None:
        self.forms.forms.setFocus()

    def reload(self) -> None:
        """Read what is kept; what was changed here and not saved stays."""
        work = partial(_load, self._firm, self.form_key, self.paper_key, self._variant)
        Read(self, work).latest("template").then(self._show).run()

    def _key(self) -> str:
        return key_of(self.form_key, self.paper_key, self._variant)

    def _on_chosen(self) -> None:
        self.options.commit()
        self._variant = self.forms.key_of(self.forms.variants) or STANDARD
        self.reload()

    def _show(self, loaded: _Loaded) -> None:
        self._loaded = loaded
        self._variant = loaded.template.variant
        design = self._designs.get(loaded.template.key)
        if design is None or not design.is_changed:
            self._designs[loaded.template.key] = History.of(loaded.template)
        elif design.kept != loaded.template:
            self._designs[loaded.template.key] = design.saved(loaded.template)
        self.forms.show_variants([(key, tr(word(key))) for key in loaded.variants], self._variant)
        self._show_design()

    def _show_design(self) -> None:
        design, loaded = self._designs.get(self._key()), self._loaded
        if design is None or loaded is None:
            return
        self.options.show_template(templates.form(design.now.form, self._firm), design.now, loaded.letterhead)
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
        dpi = self.preview.dpi(PAPERS[template.paper].width)
        work = partial(samples.preview, self._firm, template, lines=self.preview.lines, dpi=dpi)
        Read(self, work).latest("preview").then(self.preview.show_pages).run()

    # Changing it

    def _on_edited(self, template: PrintTemplate) -> None:
        self._step(lambda design: design.then(template))

    def undo(self) -> None:
        """Take the last change back."""
        self._step(History.undone)

    def redo(self) -> None:
        """Do again what was undone."""
        self._step(History.redone)

    def _step(self, act: Callable[[History[PrintTemplate]], History[PrintTemplate]]) -> None:
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
        template = self.template
        if template is not None and self.options.commit():
            self._save(self.template or template)

    def _save(self, template: PrintTemplate) -> None:
        Write(self, partial(templates.save, self._firm, template)).then(
            partial(self._on_saved, template)
        ).run()

    def _on_saved(self, template: PrintTemplate, _changes: Changes) -> None:
        design = self._designs.get(template.key)
        if design is not None:
            self._designs[template.key] = design.saved(template)
        self.show_notice(Notice(tr(N_("已保存，以后打印就用它")), "good"))
        self.reload()

    def restore(self) -> None:
        """Go back to the template that comes with the program, as one step; a variant of the firm's own is dropped."""
        template = self.template
        if template is None:
            return
        if template.variant not in templates.shipped_variants(template.form):
            self._designs.pop(template.key)
            work = partial(templates.restore, self._firm, template.form, template.paper, template.variant)
            Write(self, work).run()
        else:
            self._on_edited(templates.standard(template.form, template.paper, template.variant, self._firm))

    def ask_variant(self) -> None:
        """F2: ask what another variant of this form is to be called."""
        self.question.ask(N_("新式样叫什么"), N_("如：大超市专用"), N_("另存"), self._on_variant)

    def _on_variant(self, name: str) -> None:
        design = self._designs.pop(self._key(), None)
        if design is not None:
            self._variant = name[: templates.VARIANT.longest].replace("/", " ")
            self._save(replace(design.now, variant=self._variant))

    def _on_letterhead(self, text: str) -> None:
        Write(self, partial(templates.set_letterhead, self._firm, text)).run()

    def choose_logo(self) -> None:
        """Ask for a picture; it is copied into the firm."""
        self.question.ask(
            N_("公司标志"),
            N_("图片文件的完整路径"),
            N_("确定"),
            self._on_logo,
            browse=self._browse_logo,
        )

    def clear_logo(self) -> None:
        """Print no logo any more."""
        Write(self, partial(templates.clear_logo, self._firm)).run()

    def _browse_logo(self, path: str) -> str:
        return QFileDialog.getOpenFileName(
            self, tr(N_("公司标志")), path, f"{tr(N_('图片'))} (*.png *.jpg *.jpeg *.bmp)"
        )[0]

    def _on_logo(self, path: str) -> None:
        Write(self, partial(templates.set_logo, self._firm, typed_path(path))).run()

    def may_close(self) -> bool:
        """Stay while something was changed and not kept, and ask."""
        unsaved = [design for design in self._designs.values() if design.is_changed]
        if not unsaved:
            return True
        self.show_notice(
            Notice(
                fill(Message.of(N_("有 {count} 个模板改了还没有保存"), count=len(unsaved))),
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


def _load(firm: Firm, form: str, paper: str, variant: str) -> _Loaded:
    """Read a template; a variant that the form does not have gives way to the standard one."""
    variants = templates.variants(firm, form)
    known = variant if variant in variants else STANDARD
    return _Loaded(
        templates.template(firm, form, paper, known),
        variants,
        templates.letterhead(firm),
        templates.is_changed(firm, form, paper, known),
    )


def _nothing() -> None:
    """A hint: the list with the cursor does it."""
