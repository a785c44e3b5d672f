"""标签模板: choose a kind and a template, see the label dot for dot, change what stands on it."""

from collections.abc import Callable, Sequence
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
from app.gui.navigation import Desk
from app.gui.operations import Read
from app.gui.pages.designing.design_page import DesignPage, Loaded
from app.gui.pages.label_design.choices import LabelChoices
from app.gui.pages.label_design.options import LabelOptions
from app.gui.pages.labels import words
from app.gui.pages.labels.picture import LabelPicture
from app.gui.theme import GAP_M, GAP_S
from app.gui.widgets.segments import Segments
from app.i18n.catalog import fill, tr
from app.services.firm import Firm
from app.services.labels import making, samples, templates

if TYPE_CHECKING:
    from app.devices.labels.layout import LabelPrinter

_NAMES: Final = (("short", N_("短名称")), ("long", N_("长名称")))


class LabelDesignPage(DesignPage[LabelTemplate]):
    """Templates at the left, the picture in the middle, the choices at the right."""

    saved_says = N_("已保存，以后打标签就用它")
    example = N_("如：50×30 冷柜")
    longest = templates.VARIANT.longest

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(tr(N_("标签模板")), desk, parent)
        self._is_long = False
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
        middle.addWidget(self.options, 2)
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
        return self._steps(self.options.next_section)

    # Which template

    def focus_first(self) -> None:
        self.choices.kinds.setFocus()

    def _key(self) -> str:
        return key_of(self.choices.kind, self._variant)

    def _on_chosen(self) -> None:
        self.options.commit()
        is_same_kind = self._loaded is not None and self._loaded.template.kind == self.choices.kind
        self._variant = self.choices.variant if is_same_kind else ""
        self.clear_notice()
        self.reload()

    def _load(self) -> Callable[[], Loaded[LabelTemplate]]:
        return partial(_load, self._firm, self.choices.kind, self._variant)

    def _show_variants(self, variants: Sequence[str]) -> None:
        self.choices.show_variants([(key, key) for key in variants], self._variant)

    def _show_options(self, template: LabelTemplate) -> None:
        self.options.show_template(template)

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

    # Keeping it

    def _commit(self) -> bool:
        return self.options.commit()

    def _keep(self, template: LabelTemplate) -> Callable[[], Changes]:
        return partial(templates.save, self._firm, template)

    def _shipped(self, template: LabelTemplate) -> LabelTemplate | None:
        if template.variant not in templates.shipped_variants(template.kind):
            return None
        return standard(template.kind, template.variant)

    def _drop(self, template: LabelTemplate) -> Callable[[], Changes]:
        return partial(templates.restore, self._firm, template.kind, template.variant)


def _load(firm: Firm, kind: str, variant: str) -> Loaded[LabelTemplate]:
    """Read a template; one that the kind does not have gives way to the first."""
    variants = templates.variants(firm, kind)
    known = variant if variant in variants else variants[0]
    return Loaded(templates.template(firm, kind, known), variants, templates.is_changed(firm, kind, known))


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
