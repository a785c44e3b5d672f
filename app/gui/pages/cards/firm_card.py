"""账套: the facts of the firm that were chosen when it was made; they cannot be changed here."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QLabel, QWidget

from app.core.text import N_, Label
from app.gui.widgets.card import Card, name_of
from app.i18n.catalog import tr
from app.services.firm import Firm

_WORDS: dict[str, Label] = {
    "moving_average": N_("移动加权平均"),
    "fifo": N_("先进先出"),
    "item": N_("每个商品一个成本"),
    "item_warehouse": N_("每个商品在每个仓库各有成本"),
    "general": N_("一般纳税人"),
    "small_scale": N_("小规模纳税人"),
}


class FirmCard(Card):
    """Shows the profile."""

    def __init__(self, firm: Firm, parent: QWidget | None = None) -> None:
        super().__init__(tr(N_("账套")), parent)
        form = QFormLayout()
        form.setHorizontalSpacing(18)
        form.setVerticalSpacing(6)
        profile = firm.profile
        for label, text in (
            (N_("名称"), profile.name),
            (N_("成本算法"), tr(_WORDS[profile.method])),
            (N_("成本范围"), tr(_WORDS[profile.pool])),
            (N_("纳税人"), tr(_WORDS[profile.taxpayer])),
            (N_("启用日期"), profile.started_on),
            (N_("本机"), firm.station),
            (N_("操作人"), firm.author),
            (N_("文件"), str(firm.path)),
        ):
            value = QLabel(text)
            value.setWordWrap(True)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            form.addRow(name_of(label), value)
        self.inside.addLayout(form)
