"""打印模板: choose a form and a paper, see what will be printed, change what stands on it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from app.core.changes import Changes
from app.core.text import N_
from app.domain.printing.papers import PAPERS
from app.domain.printing.templates import STANDARD, PrintTemplate, key_of
from app.domain.printing.words import word
from app.gui.commands import Command
from app.gui.input.typed_path import typed_path
from app.gui.navigation import Desk
from app.gui.operations import Read, Write
from app.gui.pages.designing.design_page import DesignPage, Loaded, nothing
from app.gui.pages.print_design.form_list import FormList
from app.gui.pages.print_design.options import Options
from app.gui.pages.print_design.preview import PreviewView
from app.gui.theme import GAP_M
from app.gui.widgets.card import button, row
from app.i18n.catalog import tr
from app.services.firm import Firm
from app.services.printing import samples, templates

_FIRST = ("delivery", "slip_half")


@dataclass(frozen=True, slots=True)
class _Loaded(Loaded[PrintTemplate]):
    """What is kept of a form on a paper."""

    letterhead: str


class PrintDesignPage(DesignPage[PrintTemplate]):
    """Forms at the left, the picture in the middle, the choices at the right."""

    saved_says = N_("已保存，以后打印就用它")
    example = N_("如：大超市专用")
    longest = templates.VARIANT.longest

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(tr(N_("打印模板")), desk, parent)
        forms = [(key, tr(templates.form(key).label)) for key in templates.form_keys(desk.firm)]
        self.forms = FormList(forms, [(paper.key, tr(paper.label)) for paper in PAPERS], self)
        self.preview = PreviewView(self)
        self.options = Options(desk.firm, self)
        middle = QHBoxLayout()
        middle.setSpacing(GAP_M)
        # The lists stop at their widest, the picture has the rest; in a narrow window all three give way.
        for widget, share in ((self.forms, 2), (self.preview, 3), (self.options, 4)):
            middle.addWidget(widget, share)
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
        return self._steps(
            self.options.next_section,
            Command("design.when", N_("什么时候印"), nothing, hint=True),
            Command("design.scroll", N_("翻看"), partial(self.preview.scroll_page, 1)),
            Command("design.back", N_("往回翻"), partial(self.preview.scroll_page, -1), in_bar=False),
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

    def focus_first(self) -> None:
        self.forms.forms.setFocus()

    def _key(self) -> str:
        return key_of(self.form_key, self.paper_key, self._variant)

    def _on_chosen(self) -> None:
        self.options.commit()
        self._variant = self.forms.key_of(self.forms.variants) or STANDARD
        self.reload()

    def _load(self) -> Callable[[], Loaded[PrintTemplate]]:
        return partial(_load, self._firm, self.form_key, self.paper_key, self._variant or STANDARD)

    def _show_variants(self, variants: Sequence[str]) -> None:
        self.forms.show_variants([(key, tr(word(key))) for key in variants], self._variant)

    def _show_options(self, template: PrintTemplate) -> None:
        letterhead = self._loaded.letterhead if isinstance(self._loaded, _Loaded) else ""
        self.options.show_template(templates.form(template.form, self._firm), template, letterhead)

    def _draw(self) -> None:
        template = self.template
        if template is None:
            return
        dpi = self.preview.dpi(PAPERS[template.paper].width)
        work = partial(samples.preview, self._firm, template, lines=self.preview.lines, dpi=dpi)
        Read(self, work).latest("preview").then(self.preview.show_pages).run()

    # Keeping it

    def _commit(self) -> bool:
        return self.options.commit()

    def _keep(self, template: PrintTemplate) -> Callable[[], Changes]:
        return partial(templates.save, self._firm, template)

    def _shipped(self, template: PrintTemplate) -> PrintTemplate | None:
        if template.variant not in templates.shipped_variants(template.form):
            return None
        return templates.standard(template.form, template.paper, template.variant, self._firm)

    def _drop(self, template: PrintTemplate) -> Callable[[], Changes]:
        return partial(templates.restore, self._firm, template.form, template.paper, template.variant)

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


def _load(firm: Firm, form: str, paper: str, variant: str) -> _Loaded:
    """Read a template; a variant that the form does not have gives way to the standard one."""
    variants = templates.variants(firm, form)
    known = variant if variant in variants else STANDARD
    return _Loaded(
        templates.template(firm, form, paper, known),
        variants,
        templates.is_changed(firm, form, paper, known),
        templates.letterhead(firm),
    )
