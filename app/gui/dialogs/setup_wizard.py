"""A new firm on one page: its name, what shapes every figure, its line of business; each with a believable answer."""

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.core.clock import SystemClock
from app.core.errors import Problem
from app.core.field import Field
from app.core.kinds import Kind
from app.core.text import N_, Label, Message
from app.domain.profile import PROFILE
from app.gui import errors, theme
from app.gui.commands import Command
from app.gui.dialogs.template_choice import TemplateChoice
from app.gui.editors.ask_strip import AskStrip
from app.gui.editors.field_factory import FieldEditor
from app.gui.editors.field_form import FieldForm
from app.gui.operations import Write
from app.gui.page import Page
from app.gui.theme import GAP_L, GAP_M, GAP_S
from app.gui.widgets.choice_field import BoolField, ChoiceField
from app.gui.widgets.date_field import DateField
from app.gui.widgets.following_area import FollowingArea
from app.gui.widgets.input_line import InputLine, plain_text, same_text
from app.i18n.catalog import fill, tr
from app.i18n.messages import sentence
from app.services import firms
from app.services.firm import Firm

_WIDTH = 720
_UNSAFE: Final = re.compile(r'[\\/:*?"<>|\x00-\x1f\s]+')
"""What file names may not hold on Windows."""
_ADVICE: Final[tuple[Label, ...]] = (
    N_("拿不准就不用改：多数小店用移动加权平均、全部仓库合算。"),
    N_("成本方法和核算范围决定以后的每个成本数，开账后只能在期初改。"),
    N_("一般纳税人的成本不含税，小规模纳税人的成本含税。"),
    N_("没有期初库存也能马上卖：勾上“边卖边盘”，以后随时可以开和关。"),
)


class SetupPage(Page):
    """Signals: made(Firm) when the firm is there and open, given_up when a person goes back."""

    made = Signal(object)
    given_up = Signal()

    def __init__(
        self,
        folder: Path | None = None,
        *,
        author: str = "",
        sample: Callable[[Path], Firm] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tr(N_("新建账套")), parent)
        self._author = author
        self._sample = sample
        self._folder = folder or firms.default_path().parent
        self._path: Path | None = None
        self._is_making = False
        fields = (*PROFILE, *firms.BEGINNING)
        self.form = FieldForm(fields, _editor, widths=dict.fromkeys((field.key for field in fields), 290))
        self.templates = TemplateChoice()
        self._where = QLabel()
        self._where.setProperty("role", "caption")
        self._choose = QPushButton(tr(N_("换个地方…")))
        self._choose.setProperty("role", "link")
        self.question = AskStrip()
        self._area = FollowingArea()
        self._lay_out_body()
        self._connect()
        self._set_defaults()
        self.commands_changed.emit()

    def _lay_out_body(self) -> None:
        card = QFrame()
        card.setProperty("role", "card")
        card.setFixedWidth(theme.current().measures.px(_WIDTH))
        column = QVBoxLayout(card)
        column.setContentsMargins(GAP_L, GAP_L, GAP_L, GAP_L)
        column.setSpacing(GAP_M)
        column.addWidget(self.form)
        column.addWidget(self.templates)
        for advice in _ADVICE:
            label = QLabel(tr(advice))
            label.setProperty("role", "hint")
            label.setWordWrap(True)
            column.addWidget(label)
        where = QHBoxLayout()
        where.setSpacing(GAP_S)
        where.addWidget(self._where, 1)
        where.addWidget(self._choose)
        column.addLayout(where)
        self.body.addWidget(self.question)
        self._area.setProperty("role", "page")
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        rows, middle = QVBoxLayout(inside), QHBoxLayout()
        rows.setContentsMargins(0, 0, 0, 0)
        middle.addStretch(1)
        middle.addWidget(card)
        middle.addStretch(1)
        rows.addLayout(middle)
        rows.addStretch(1)
        self._area.setWidget(inside)
        self.body.addWidget(self._area, 1)

    def _connect(self) -> None:
        self.form.changed.connect(self._show_path)
        self.form.left.connect(self._on_left)
        self.templates.done.connect(self.begin)
        self._choose.clicked.connect(self._choose_path)

    def _set_defaults(self) -> None:
        self.form.set_values({field.key: field.default or "" for field in PROFILE})
        self.form.editor("started_on").set_value(_first_of_month(SystemClock().today()))
        self._show_path()

    def focus_first(self) -> None:
        self.form.focus("name")

    def commands(self) -> tuple[Command, ...]:
        back = Command("setup.back", N_("返回"), self.given_up.emit, button=True, hint=True)
        begin = Command("setup.begin", N_("建账"), self.begin, button=True, primary=True)
        if self._sample is None:
            return (back, begin)
        return (back, Command("setup.sample", N_("先看样例账套"), self.begin_sample, button=True), begin)

    @property
    def path(self) -> Path:
        """Where the firm will lie."""
        name = _UNSAFE.sub(" ", str(self.form.value("name") or "")).strip(" .") or firms.default_path().stem
        return self._path or self._folder / f"{name}{firms.SUFFIX}"

    def begin(self) -> None:
        """F9: make the firm and open it."""
        if self._is_making or not self.form.commit():
            return
        missing = self.form.missing()
        if missing:
            self.form.focus(missing)
            return
        self._make(
            partial(
                firms.create,
                self.path,
                self.form.values(),
                template=self.templates.value(),
                author=self._author,
            )
        )

    def begin_sample(self) -> None:
        """Make a firm that is full already, to look around in."""
        if self._sample is not None and not self._is_making:
            self._make(partial(self._sample, (self._folder / tr(N_("样例"))).with_suffix(firms.SUFFIX)))

    def _make(self, make: Callable[[], Firm]) -> None:
        self._is_making = True
        self.clear_notice()
        Write(self, partial(_in_folder, self.path.parent, make)).label(N_("正在建账…")).then(
            self.made.emit
        ).otherwise(self._on_refused).afterwards(self._on_ended).run()

    def _on_ended(self) -> None:
        self._is_making = False

    def _on_refused(self, problem: Problem) -> None:
        if problem.field in self.form:
            self.form.mark(problem.field, sentence(problem))
            self.form.focus(problem.field)
        errors.show(self, problem)

    def _on_left(self, step: int) -> None:
        if step > 0:
            self.templates.take_cursor()

    def _show_path(self) -> None:
        self._where.setText(fill(Message.of(N_("账套文件：{path}"), path=self.path)))

    def _choose_path(self) -> None:
        """Ask where the firm is to lie."""
        self.question.ask(
            N_("账套文件放在"),
            N_("文件的完整路径"),
            N_("确定"),
            self._take_path,
            proposal=str(self.path),
            browse=self._browse,
        )

    def _browse(self, path: str) -> str:
        return QFileDialog.getSaveFileName(self, tr(N_("账套文件放在")), path)[0]

    def _take_path(self, answer: str) -> None:
        """Lie there; in a folder, under the name proposed."""
        path = self._folder / Path(answer).expanduser()
        if path.is_dir():
            path /= self.path.name
        self._path = path if path.suffix == firms.SUFFIX else path.with_name(f"{path.name}{firms.SUFFIX}")
        self._show_path()


def _in_folder(folder: Path, make: Callable[[], Firm]) -> Firm:
    """Make a firm where its folder may have to be made first; called off the GUI thread, where a refusal is said."""
    folder.mkdir(parents=True, exist_ok=True)
    return make()


def _editor(field: Field) -> FieldEditor:
    """Make an editor that needs no firm, because there is none yet."""
    if field.kind is Kind.CHOICE:
        return ChoiceField(field.choices, may_be_empty=False)
    if field.kind is Kind.DATE:
        return DateField(field, SystemClock().today)
    if field.kind is Kind.BOOL:
        return BoolField()
    return InputLine(same_text, plain_text, longest=field.longest)


def _first_of_month(day: str) -> str:
    return f"{day[:8]}01"
