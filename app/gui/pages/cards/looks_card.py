"""外观: language, theme and size. A choice is in force at once; it belongs to the computer, not to the firm."""

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFormLayout, QWidget

from app.core.changes import Changes
from app.core.text import N_
from app.gui import preferences, refresh, theme
from app.gui.theme import GAP_S
from app.gui.widgets.card import Card, name_of, row
from app.gui.widgets.segments import Segments
from app.i18n import catalog
from app.i18n.catalog import tr

_LANGUAGES = (("zh_CN", N_("中文")), ("en", N_("英文")))


class LooksCard(Card):
    """Three rows of choices."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr(N_("外观")), parent)
        # What is in force, which is what was chosen but in pictures of another language or theme
        chosen = preferences.changed(
            preferences.load(), language=catalog.language(), dark=theme.current().is_dark
        )
        form = QFormLayout()
        form.setHorizontalSpacing(18)
        form.setVerticalSpacing(GAP_S)
        rows = (
            ("language", N_("语言"), _LANGUAGES, chosen.language),
            ("dark", N_("主题"), ((False, N_("浅色")), (True, N_("深色"))), chosen.dark),
            ("big", N_("字号"), ((False, N_("标准")), (True, N_("大字"))), chosen.big),
        )
        for name, label, choices, value in rows:
            segments = Segments(name, choices)
            segments.mark(value)
            segments.chosen.connect(partial(self._choose, name))
            form.addRow(name_of(tr(label)), row(segments))
        self.inside.addLayout(form)

    def _choose(self, name: str, value: object) -> None:
        before = preferences.load()
        after = preferences.changed(before, **{name: value})
        if after != before:
            preferences.save(after)
            # Later, because the window goes away and with it the button whose click this is.
            QTimer.singleShot(0, _announce)


def _announce() -> None:
    refresh.announce(Changes.of(preferences.LOOKS))
