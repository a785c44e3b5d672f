"""打标签: kind, template and printer above, the things with their numbers at the left, the label in front at the right.

Enter prints wherever the cursor is, but in a number: there it goes on to the next. Without a label printer the labels
become a PDF. What a printer did not take waits here: Enter goes on with it, a change begins anew.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QStandardPaths, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from app.core.errors import Problem
from app.core.field import Choice
from app.core.progress import Progress
from app.core.text import N_, Message, own
from app.domain.labels.templates import LabelTemplate, kind_of
from app.gui import devices, errors
from app.gui.commands import Command
from app.gui.errors import Notice
from app.gui.navigation import Desk
from app.gui.operations import Job, Read, Write
from app.gui.page import Page
from app.gui.pages.labels import words
from app.gui.pages.labels.counts import CountsView, NothingToLabel
from app.gui.pages.labels.picture import LabelPicture
from app.gui.pages.labels.run import LabelRun, Outcome
from app.gui.pages.labels.weighing import LabelWeighing
from app.gui.theme import GAP_M, GAP_S
from app.gui.widgets.card import name_of
from app.gui.widgets.choice_field import ChoiceField
from app.gui.widgets.opening import open_path
from app.i18n.catalog import fill, tr
from app.services.firm import Firm
from app.services.labels import making, templates
from app.services.labels.making import Counts, File, Ready
from app.services.labels.wanted import Asked, Wanted, usual_kind

if TYPE_CHECKING:
    from app.devices.labels.layout import LabelPrinter

PDF: Final = "pdf"
PDF_A4: Final = "pdf_a4"
_FILES: Final = (
    Choice(PDF, N_("PDF，每张标签一页")),
    Choice(PDF_A4, N_("PDF，A4 纸上排满")),
)
_LATER_MS: Final = 120


class LabelsPage(Page):
    """Labels of what was asked for."""

    topic = "labels"
    shows = frozenset({"setting"})

    def __init__(self, desk: Desk, asked: Asked, parent: QWidget | None = None) -> None:
        super().__init__(tr(N_("打标签")), parent)
        self._firm = desk.firm
        self._asked = asked
        self._devices = devices.here()
        self._usual = asked.about.value
        self._template: LabelTemplate | None = None
        self.run: LabelRun | None = None
        self._job: Job | None = None
        kinds = [Choice(each.key, each.label) for each in templates.kinds_of(asked.about)]
        self.kind = ChoiceField(kinds, may_be_empty=False)
        self.variant = ChoiceField((), may_be_empty=False)
        self.printer = ChoiceField((), may_be_empty=False)
        self.things = CountsView()
        self.weighing = LabelWeighing(desk.firm, self, self.things, self._on_weighed)
        self.picture = LabelPicture()
        self.empty = NothingToLabel()
        self.whole = QLabel()
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.hide()
        self._later = QTimer(self, singleShot=True, interval=_LATER_MS)
        self._lay_out_body()
        self._connect()
        Read(self, asked.read).label(N_("正在读取…")).then(self._on_read).run()
        self.commands_changed.emit()

    def _lay_out_body(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(GAP_S)
        named = ((N_("标签种类"), self.kind), (N_("式样"), self.variant), (N_("打到"), self.printer))
        for label, field in named:
            row.addWidget(name_of(tr(label)))
            row.addWidget(field)
            field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            field.setAccessibleName(tr(label))
        row.addStretch(1)
        row.addWidget(self.weighing.weight)
        row.addWidget(self.whole)
        card = QFrame()
        card.setProperty("role", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 4, 1, 4)
        inside.addWidget(self.things)
        inside.addWidget(self.empty)
        middle = QHBoxLayout()
        middle.setSpacing(GAP_M)
        middle.addWidget(card, 3)
        middle.addWidget(self.picture, 2)
        self.body.addLayout(row)
        self.body.addWidget(self._progress)
        self.body.addLayout(middle, 1)

    def _connect(self) -> None:
        self.kind.changed.connect(self._on_kind)
        self.variant.changed.connect(self._on_variant)
        self.printer.changed.connect(self._on_other)
        for field in (self.kind, self.variant, self.printer):
            field.moved.connect(self._on_enter)
        self.things.entered.connect(self.print)
        self.things.stood.connect(self._later.start)
        self.things.things.edited.connect(self._on_counts)
        self.things.things.refused.connect(self._on_refused)
        self._devices.changed.connect(self._offer_printers)
        self._later.timeout.connect(self._draw)

    # What there is to print, and how

    def focus_first(self) -> None:
        self.things.setFocus()

    def reload(self) -> None:
        """A template may have been changed meanwhile."""
        if self.things.things.wanted and not self._is_printing:
            self._offer_variants(str(self.variant.value()))

    def commands(self) -> tuple[Command, ...]:
        if self._is_printing:
            return (Command("labels.stop", N_("停下"), _nothing, hint=True),)
        goes_on = self.run is not None and bool(self.run.left)
        prints = Command(
            "labels.print", N_("接着打") if goes_on else N_("打印"), self.print, button=True, primary=True
        )
        anew = (Command("labels.anew", N_("从头打"), self.print_anew, button=True),) if goes_on else ()
        differ = any(each.counted != 1 for each in self.things.things.wanted)
        counts = (Command("labels.counts", N_("各一张/按数量"), self.switch_counts),) if differ else ()
        several = len(self.things.things.wanted) > 1
        one = (Command("labels.one", N_("只打这一样"), self.print_one),) if several else ()
        weighs = self.weighing.commands()
        return (
            prints,
            *anew,
            *weighs,
            *one,
            *counts,
            Command("labels.tick", N_("打不打"), _nothing, hint=True),
        )

    @property
    def _is_printing(self) -> bool:
        return self._job is not None or (self.run is not None and self.run.is_on)

    def _on_read(self, wanted: tuple[Wanted, ...]) -> None:
        self.things.things.show(wanted)
        self.things.stand_on(min(self._asked.at, len(wanted) - 1))
        self._usual = usual_kind(self._asked.about, wanted)
        self.kind.set_value(templates.chosen_kind(self._firm, self._asked.about, self._usual))
        self._offer_printers()
        self._offer_variants()
        self._show_whole()
        self.weighing.show()
        self.commands_changed.emit()
        self.empty.setVisible(not wanted)
        self.things.setVisible(bool(wanted))
        self.picture.setVisible(bool(wanted))

    def _on_weighed(self) -> None:
        """A label with a weight is one that tells it."""
        self._usual = "weight"
        if not kind_of(str(self.kind.value())).tells_weight:
            self.kind.set_value(templates.chosen_kind(self._firm, self._asked.about, self._usual))
            self._on_kind()

    def _offer_variants(self, before: str = "") -> None:
        """Offer what there is for the kind; what stood there `before` stays, else it is what was used last."""
        kind = str(self.kind.value())
        variants = templates.variants(self._firm, kind)
        self.variant.clear()
        self.variant.offer([Choice(key, own(key)) for key in variants])
        self.variant.set_value(before if before in variants else templates.chosen(self._firm, kind))
        self._read_template()

    def _offer_printers(self) -> None:
        """Offer what this computer has; the one that was used last stands there, or the first."""
        found = [each for each in self._devices.setups if each.kind == "label_printer" and each.is_on]
        choices = [*(Choice(each.key, own(each.name)) for each in found), *_FILES]
        before = self.printer.value() or templates.chosen_printer(self._firm)
        self.printer.clear()
        self.printer.offer(choices)
        known = {choice.key for choice in choices}
        self.printer.set_value(before if before in known else choices[0].key)
        self._later.start()

    @property
    def _options(self) -> "LabelPrinter":
        """How the printer that is chosen is made."""
        from app.devices.labels.layout import LabelPrinter  # noqa: PLC0415 - not before something is drawn
        from app.services.labels.drawing import ON_PAPER  # noqa: PLC0415 - see above

        key = self.printer.value()
        setup = next((each for each in self._devices.setups if each.key == key), None)
        if setup is None:
            return ON_PAPER
        return setup.options if isinstance(setup.options, LabelPrinter) else LabelPrinter()

    def _read_template(self) -> None:
        work = partial(templates.template, self._firm, str(self.kind.value()), str(self.variant.value()))
        Read(self, work).latest("template").then(self._on_template).run()

    def _on_template(self, template: LabelTemplate) -> None:
        self._template = template
        self._draw()

    def _on_kind(self) -> None:
        self._forget_run()
        self._offer_variants()

    def _on_variant(self) -> None:
        self._forget_run()
        self._read_template()

    def _on_other(self) -> None:
        self._forget_run()
        self._draw()

    def _on_counts(self) -> None:
        self._forget_run()
        self.clear_notice()
        self._show_whole()
        self._later.start()

    def _show_whole(self) -> None:
        self.whole.setText(fill(Message.of(N_("共 {count} 张"), count=self.things.things.whole)))

    def _on_refused(self, sentence: str) -> None:
        self.show_notice(Notice(sentence, "warn"))

    def switch_counts(self) -> None:
        """One label of each thing, or as many as there are of it."""
        things = self.things.things
        if any(count != 1 for count in things.counts):
            things.set_all(lambda _: 1)
        else:
            things.set_all(lambda each: each.counted)

    # The picture

    def _draw(self) -> None:
        things, row = self.things.things, max(self.things.row, 0)
        template = self._template
        if template is None or not things.wanted:
            return
        options = self._options
        wanted, count = things.wanted[row], things.counts[row]
        work = partial(_picture, self._firm, template, wanted, count, options)
        read = Read(self, work).latest("picture")
        read.then(self._show_picture).otherwise(self._show_problem).run()

    def _show_picture(self, found: tuple[bytes, str]) -> None:
        self.picture.show_picture(*found)

    def _show_problem(self, problem: Problem) -> None:
        self.picture.show_problem(errors.words(problem))

    # Printing

    def _on_enter(self, step: int) -> None:
        if step > 0:
            self.print()
        else:
            self.things.setFocus(Qt.FocusReason.OtherFocusReason)

    def print_anew(self) -> None:
        """Print all of them, also what was printed before."""
        self._forget_run()
        self.print()

    def print_one(self) -> None:
        """Print the thing in front alone: what was just weighed, or one that was spoilt."""
        self.things.commit()
        row, things = self.things.row, self.things.things
        if not self._is_printing and self._template is not None and 0 <= row < len(things.wanted):
            self._forget_run()
            self.clear_notice()
            self._make(self._template, [(things.wanted[row], things.counts[row] or 1)])

    def print(self) -> None:
        """Print, or go on with what the printer did not take."""
        self.things.commit()
        if self._is_printing or self._template is None:
            return
        self.clear_notice()
        if self.run is not None and self.run.left:
            self._go()
            return
        counts, whole = self.things.things.pairs, self.things.things.whole
        if not whole:
            self.show_notice(Notice(tr(N_("没有要打的标签：张数都是 0")), "warn"))
            return
        if whole > making.MOST_AT_ONCE:
            says = Message.of(N_("一次最多打 {most} 张，请分几次"), most=making.MOST_AT_ONCE)
            self.show_notice(Notice(fill(says), "warn"))
            return
        self._make(self._template, counts)

    def _make(self, template: LabelTemplate, counts: Counts) -> None:
        printer, firm = str(self.printer.value()), self._firm
        Write(self, partial(templates.remember, firm, template, self._usual, printer)).run()
        if printer in {PDF, PDF_A4}:
            path = _path(self.kind.currentText(), on_a4=printer == PDF_A4)
            self._begin(
                lambda progress: making.pdf(firm, template, counts, path, progress, on_a4=printer == PDF_A4),
                self._on_file,
            )
        else:
            options = self._options
            self._begin(
                lambda progress: making.ready(firm, template, counts, options, progress),
                partial(self._on_ready, printer),
            )

    def _begin(self, work: Callable[[Progress], object], then: Callable[..., None]) -> None:
        read = Read.followed(self, work, self._show_progress).latest("labels").label(N_("正在画标签…"))
        self._job = read.then(then).otherwise(self._on_problem).afterwards(self._on_made).run()
        self.commands_changed.emit()

    def _on_made(self) -> None:
        self._job = None
        if not self._is_printing:
            self._progress.hide()
        self.commands_changed.emit()

    def _on_problem(self, problem: Problem) -> None:
        errors.show(self, problem)

    def _on_file(self, file: File) -> None:
        says = fill(Message.of(N_("{count} 张标签已存为 {path}"), count=file.labels, path=file.path))
        lost = words.both(words.replaced(file.replaced), words.said(file.told))
        opens = Command("print.open", N_("打开"), partial(open_path, file.path))
        self.show_notice(Notice(words.both(says, lost), "warn" if lost else "good", opens))

    def _on_ready(self, printer: str, ready: Ready) -> None:
        self.run = LabelRun(printer, ready, self)
        self.run.moved.connect(self._show_progress)
        self.run.ended.connect(self._on_ended)
        self._go()

    def _go(self) -> None:
        assert self.run is not None
        self._show_progress(self.run.done, self.run.ready.labels)
        self.run.go()
        self.commands_changed.emit()

    def _show_progress(self, done: int, whole: int) -> None:
        self._progress.setRange(0, max(whole, 1))
        self._progress.setValue(done)
        self._progress.show()

    def _on_ended(self, outcome: Outcome) -> None:
        run = self.run
        if run is None:
            return
        self._progress.hide()
        named = (each.name for each in self._devices.setups if each.key == run.printer)
        text, tone = words.told(run, outcome, next(named, ""))
        lost = words.both(words.replaced(run.ready.replaced), words.said(run.ready.told))
        if lost and not outcome.reason:
            text, tone = words.both(text, lost), "warn"
        again: tuple[Command, ...] = ()
        if outcome.unsure:
            again = (
                Command("labels.repeat", N_("再打这几张"), self.print),
                Command("labels.skip", N_("打全了，接着打"), self._skip),
            )
        elif run.left:
            again = (Command("labels.again", N_("再试"), self.print),)
        first, others = (again[0], again[1:]) if again else (None, ())
        self.show_notice(Notice(text, tone, first, others))
        self.commands_changed.emit()

    def _skip(self) -> None:
        if self.run is not None and self.run.left and not self.run.is_on:
            self.run.skip()
            self.clear_notice()
            self._go()

    def _forget_run(self) -> None:
        if self.run is not None and not self.run.is_on:
            self.run = None
            self.commands_changed.emit()

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._on_made()
        if self.run is not None and self.run.is_on:
            self.run.stop()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.weighing.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.weighing.stop()

    def may_close(self) -> bool:
        """Stay while labels are on their way."""
        if not self._is_printing:
            return True
        self.show_notice(Notice(tr(N_("标签还在打；按 Esc 停下")), "warn"))
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc stops what is being printed."""
        if event.key() == Qt.Key.Key_Escape and self._is_printing:
            self._stop()
        else:
            super().keyPressEvent(event)


def _picture(
    firm: Firm, template: LabelTemplate, wanted: Wanted, count: int, options: "LabelPrinter"
) -> tuple[bytes, str]:
    """Draw the label in front, and say what is to be known of it."""
    made = making.preview(firm, template, wanted, count, options)
    return made.png(), words.of_picture(template, options.dpi, made.replaced, wanted.says(template))


def _path(name: str, *, on_a4: bool) -> Path:
    folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return folder / (f"{name} A4.pdf" if on_a4 else f"{name}.pdf")


def _nothing() -> None:
    """A hint: the list with the cursor does it."""
