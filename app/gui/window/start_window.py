"""The window before a firm is open: make a new one, open an existing one. What goes wrong is said here, in one line."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.core.text import N_
from app.gui import icons, operations, preferences, theme
from app.gui.commands import Command, Shortcuts
from app.gui.editors.ask_strip import AskStrip
from app.gui.operations import Read
from app.gui.page import Page
from app.gui.widgets.buttons import CommandButton
from app.gui.widgets.key_bar import KeyBar
from app.i18n.catalog import tr
from app.services.firm import Firm

if TYPE_CHECKING:
    from app.gui.dialogs.setup_wizard import SetupPage

_SIZE = (1000, 720)
_COLUMN_PX = 420


class StartPage(Page):
    """The ways in. Signals: opened(Firm), new_asked, practice_asked."""

    opened = Signal(object)
    new_asked = Signal()
    practice_asked = Signal()

    def __init__(self, open_firm: Callable[[Path], Firm]) -> None:
        super().__init__(tr(N_("掌柜")))
        self._open_firm = open_firm
        self._last = preferences.load().last_firm
        self.question = AskStrip()
        self.top.hide()
        self._lay_out_body()

    def _lay_out_body(self) -> None:
        size = theme.current().measures.px(72)
        seal = QLabel()
        seal.setPixmap(icons.seal(size).pixmap(size, size))
        name = QLabel(tr(N_("掌柜")))
        name.setProperty("role", "figure")
        says = QLabel(tr(N_("进货、销售、库存，一本账记到底；不用联网。")))
        says.setProperty("role", "caption")
        column = QVBoxLayout()
        column.setSpacing(10)
        for label in (seal, name, says):
            column.addWidget(label, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(18)
        for command in self.commands():
            button = CommandButton(command)
            button.setFixedWidth(theme.current().measures.px(_COLUMN_PX))
            button.setMinimumHeight(theme.current().measures.px(44))
            column.addWidget(button, alignment=Qt.AlignmentFlag.AlignHCenter)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addLayout(column)
        middle.addStretch(1)
        self.body.addWidget(self.question)
        self.body.addStretch(2)
        self.body.addLayout(middle)
        self.body.addStretch(3)

    def commands(self) -> tuple[Command, ...]:
        begin = Command("firm.new", N_("新建账套"), self.new_asked.emit, primary=not self._last)
        choose = Command("firm.open", N_("打开账套…"), self.choose)
        practise = Command("firm.practice", N_("练一练"), self.practice_asked.emit)
        if not self._last:
            return (begin, choose, practise)
        label = N_("打开上次的账套")
        again = Command("firm.again", label, partial(self.open_path, Path(self._last)), primary=True)
        return (again, begin, choose, practise)

    def choose(self) -> None:
        """Ask for a file and open it."""
        self.question.ask(
            N_("打开账套"),
            N_("文件的完整路径"),
            N_("打开"),
            lambda path: self.open_path(Path(path).expanduser()),
            proposal=self._last,
            browse=self._browse,
        )

    def _browse(self, path: str) -> str:
        return QFileDialog.getOpenFileName(self, tr(N_("打开账套")), str(Path(path).parent) if path else "")[
            0
        ]

    def open_path(self, path: Path) -> None:
        """Open a firm off the GUI thread: an older one is brought up to date first, which may take a while."""
        self.clear_notice()
        Read(self, partial(self._open_firm, path)).label(N_("正在打开…")).then(self.opened.emit).run()


class StartWindow(QMainWindow):
    """Holds the start page, and the page of a new firm while a person makes one.

    Signals: opened(Firm), practice_asked.
    """

    opened = Signal(object)
    practice_asked = Signal()

    def __init__(self, open_firm: Callable[[Path], Firm], make_setup: "Callable[[], SetupPage]") -> None:
        super().__init__()
        self.page = StartPage(open_firm)
        self.setup: SetupPage | None = None
        self._make_setup = make_setup
        self._shortcuts = Shortcuts(self)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.page)
        self._keys = KeyBar()
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._stack, 1)
        column.addWidget(self._keys)
        self.setCentralWidget(whole)
        self.setWindowIcon(icons.seal())
        self.setWindowTitle(tr(N_("掌柜")))
        self.resize(*_SIZE)
        self._connect()
        self._turn(self.page)

    def _connect(self) -> None:
        self.page.opened.connect(self.opened)
        self.page.new_asked.connect(self.begin_new)
        self.page.practice_asked.connect(self.practice_asked)
        operations.workers().busy.connect(self._keys.say_busy)

    def begin_new(self) -> None:
        """Show the page of a new firm."""
        self.setup = self._make_setup()
        self.setup.made.connect(self.opened)
        self.setup.given_up.connect(self._give_up)
        self.setup.left.connect(self._give_up)
        self._stack.addWidget(self.setup)
        self._turn(self.setup)

    def _give_up(self) -> None:
        if self.setup is not None:
            self._turn(self.page)
            self._stack.removeWidget(self.setup)
            self.setup.deleteLater()
            self.setup = None

    def _turn(self, page: Page) -> None:
        self._stack.setCurrentWidget(page)
        self._shortcuts.bind(page.commands())
        self._keys.show_commands(page.commands())
        page.focus_first()
