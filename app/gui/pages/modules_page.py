"""模块: which parts of the program the firm uses, each with a sentence that says what goes out of sight without it."""

from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.core.changes import Changes
from app.core.text import N_, Message
from app.gui import theme
from app.gui.commands import Command
from app.gui.errors import Notice
from app.gui.navigation import Desk
from app.gui.operations import Read, Write
from app.gui.page import Page
from app.gui.theme import GAP_L, GAP_M, GAP_S
from app.gui.widgets.card import Card, button, caption
from app.i18n.catalog import fill, tr
from app.services import modules

_COLUMNS: Final = 2


class ModulesPage(Page):
    """Check boxes; one that is switched is in force at once, and nothing is ever lost."""

    shows = frozenset({"setting"})
    topic = "modules"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(tr(N_("模块")), parent)
        self._firm = desk.firm
        self.boxes: dict[str, QCheckBox] = {}
        self._says: dict[str, QLabel] = {}
        self._lay_out_body()
        self.commands_changed.emit()

    def _lay_out_body(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_M)
        column.addWidget(self._templates())
        column.addWidget(self._modules())
        column.addStretch(1)
        area = QScrollArea()
        area.setProperty("role", "page")
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inner)
        self.body.addWidget(area, 1)

    def _templates(self) -> Card:
        card = Card(tr(N_("照行业模板")))
        row = QHBoxLayout()
        row.setSpacing(GAP_S)
        for template in modules.TEMPLATES:
            made = button(template.label, partial(self.apply, template.key))
            made.setToolTip(tr(template.help))
            made.setObjectName(f"template.{template.key}")
            row.addWidget(made)
        row.addStretch(1)
        card.inside.addLayout(row)
        card.inside.addWidget(caption(tr(N_("只开关模块，设置和资料不变；之后可以逐个再改。"))))
        return card

    def _modules(self) -> Card:
        card = Card(tr(N_("用哪些模块")))
        card.inside.addWidget(
            caption(
                tr(
                    N_(
                        "不勾的从菜单、单据、报表和打印里收起来；数据都在，再勾上就全回来。已有的单据照样能看、能打印、能作废。"
                    )
                )
            )
        )
        grid = QGridLayout()
        grid.setContentsMargins(0, GAP_S, 0, 0)
        grid.setHorizontalSpacing(GAP_L)
        grid.setVerticalSpacing(GAP_S)
        half = -(-len(modules.MODULES.keys()) // _COLUMNS)
        for place, module in enumerate(modules.MODULES):
            box = QCheckBox(tr(module.label))
            box.setObjectName(f"module.{module.key}")
            box.clicked.connect(partial(self._switch, module.key))
            says = caption()
            says.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            says.setContentsMargins(theme.current().measures.px(24), 0, 0, GAP_S)
            self.boxes[module.key], self._says[module.key] = box, says
            grid.addWidget(box, place % half * 2, place // half)
            grid.addWidget(says, place % half * 2 + 1, place // half)
        for place in range(_COLUMNS):
            grid.setColumnStretch(place, 1)
        card.inside.addLayout(grid)
        return card

    def commands(self) -> tuple[Command, ...]:
        return (
            Command("modules.switch", N_("开关"), _nothing, hint=True),
            Command("page.reload", N_("刷新"), self.reload),
        )

    def focus_first(self) -> None:
        next(iter(self.boxes.values())).setFocus()

    def reload(self) -> None:
        Read(self, partial(modules.states, self._firm)).latest("states").then(self._show).run()

    def apply(self, key: str) -> None:
        """Switch all modules as a template has them."""
        template = modules.TEMPLATES[key]
        says = fill(Message.of(N_("已照“{name}”开关模块"), name=Message.of(template.label)))
        Write(self, partial(modules.apply, self._firm, template)).then(partial(self._on_switched, says)).run()

    def _switch(self, key: str) -> None:
        wanted = self.boxes[key].isChecked()
        label = Message.of(modules.MODULES[key].label)
        sentence = N_("{module} 已打开") if wanted else N_("{module} 已收起，数据都在")
        says = fill(Message.of(sentence, module=label))
        Write(self, partial(modules.switch, self._firm, {key: wanted})).then(
            partial(self._on_switched, says)
        ).run()

    def _on_switched(self, says: str, _changes: Changes) -> None:
        self.show_notice(Notice(says, "good"))
        self.reload()

    def _show(self, states: dict[str, bool]) -> None:
        for module in modules.MODULES:
            self.boxes[module.key].setChecked(states[module.key])
            missing = [key for key in module.needs if not states[key]]
            if missing and states[module.key]:
                needed = Message.of(modules.MODULES[missing[0]].label)
                says = fill(Message.of(N_("要先打开“{module}”"), module=needed))
            else:
                says = fill(Message.of(N_("不勾：{hides}"), hides=Message.of(module.hides)))
            self._says[module.key].setText(says)


def _nothing() -> None:
    """A hint: the box with the cursor does it."""
