"""How the window looks: tokens, measures, fonts and the one style sheet. No page sets a colour or a size of its own.

The tokens follow one idea: an account book of ink and paper with one vermilion seal. Where a first choice of colour
stayed below a contrast of 4.5:1 as text, it was moved until it reached it (`tests/gui/test_theme.py` measures).
"""

from dataclasses import dataclass
from functools import cache
from string import Template
from typing import Final

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from app.core.paths import resources


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours by what they mean; `…_soft` is the ground on which the colour stands as text."""

    ink: str
    ink2: str
    ink3: str
    paper: str
    ground: str
    line: str
    brand: str
    brand_soft: str
    seal: str
    """What white text stands on: the seal itself and the main action."""
    seal_dark: str
    blue: str
    blue_soft: str
    green: str
    green_soft: str
    amber: str
    amber_soft: str


LIGHT: Final = Tokens(
    ink="#1D2733",
    ink2="#5B6776",
    ink3="#66707E",
    paper="#FFFFFF",
    ground="#F4F5F2",
    line="#E2E4DF",
    brand="#B23A2E",
    brand_soft="#F7E9E6",
    seal="#B23A2E",
    seal_dark="#98301F",
    blue="#2B5C8A",
    blue_soft="#E8EFF6",
    green="#2A7548",
    green_soft="#E6F2EA",
    amber="#8F5D08",
    amber_soft="#FAF1DE",
)
DARK: Final = Tokens(
    ink="#E8E9E6",
    ink2="#A9B1BA",
    ink3="#8E98A4",
    paper="#1F252C",
    ground="#171B20",
    line="#313942",
    brand="#E67A6D",
    brand_soft="#3A2724",
    seal="#BC4236",
    seal_dark="#A3382D",
    blue="#7FB0DC",
    blue_soft="#233240",
    green="#74C093",
    green_soft="#20342A",
    amber="#E0B04F",
    amber_soft="#3A3020",
)

_BASE_PX = 14
_BIG_PX = 18

_FONTS = (
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "SimSun",
)
"""Chinese fonts of Windows and Linux, best first; with none of them Qt chooses."""


@dataclass(frozen=True, slots=True)
class Measures:
    """Sizes in pixels, all from the base size: 14, or 18 in big-font mode."""

    base: int = _BASE_PX

    def px(self, size: int) -> int:
        """Scale a size that was drawn for base 14."""
        return (size * self.base + _BASE_PX // 2) // _BASE_PX

    @property
    def caption(self) -> int:
        return self.px(13)

    @property
    def small(self) -> int:
        return self.px(12)

    @property
    def large(self) -> int:
        return self.px(16)

    @property
    def heading(self) -> int:
        return self.px(20)

    @property
    def figure(self) -> int:
        return self.px(27)

    @property
    def row(self) -> int:
        return self.px(36)

    @property
    def field(self) -> int:
        return self.px(32)


GAP_XS, GAP_S, GAP_M, GAP_L = 4, 8, 12, 18
"""The grid of gaps."""
CELL_PADDING = 10
_FIELD_EDGE = 6
"""What a field is higher than its line at the top, and at the bottom: its border and what the sheet pads."""


@dataclass(frozen=True, slots=True)
class Theme:
    """What is in force: colours and sizes."""

    tokens: Tokens = LIGHT
    measures: Measures = Measures()

    @property
    def is_dark(self) -> bool:
        return self.tokens is DARK

    def colour(self, name: str) -> QColor:
        """Return a token as a colour to paint with."""
        return QColor(getattr(self.tokens, name))


def choose(*, dark: bool = False, big: bool = False) -> Theme:
    """Name a theme by the two things a person chooses."""
    return Theme(DARK if dark else LIGHT, Measures(_BIG_PX if big else _BASE_PX))


class _InForce:
    """Qt has one style sheet for the whole program, so there is one theme."""

    theme = Theme()


def current() -> Theme:
    """Return the theme in force; painters ask at each paint, so that a switch reaches them."""
    return _InForce.theme


def colour(name: str) -> QColor:
    """Return a colour of the theme in force."""
    return _InForce.theme.colour(name)


STYLE: Final = ("-style", "Fusion")
"""What the program is started with: `QApplication.setStyle` returns a QStyle, and loading that class takes 5 ms."""


def apply(app: QApplication, theme: Theme) -> None:
    """Put a theme in force: font, palette, style sheet."""
    _InForce.theme = theme
    app.setFont(font())
    app.setPalette(_palette(theme.tokens))
    app.setStyleSheet(_sheet(theme))


def font(px: int = 0, *, bold: bool = False) -> QFont:
    """Return the program's font in a size, with digits of equal width."""
    chosen = QFont()
    families = _families()
    if families:
        chosen.setFamilies(list(families))
    chosen.setPixelSize(px or current().measures.base)
    chosen.setBold(bold)
    chosen.setFeature(QFont.Tag("tnum"), 1)
    return chosen


@cache
def _families() -> tuple[str, ...]:
    known = set(QFontDatabase.families())
    return tuple(name for name in _FONTS if name in known)


def _palette(tokens: Tokens) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for colour_role, name in (
        (role.Window, tokens.ground),
        (role.WindowText, tokens.ink),
        (role.Base, tokens.paper),
        (role.AlternateBase, tokens.ground),
        (role.Text, tokens.ink),
        (role.Button, tokens.paper),
        (role.ButtonText, tokens.ink),
        (role.ToolTipBase, tokens.paper),
        (role.ToolTipText, tokens.ink),
        (role.PlaceholderText, tokens.ink3),
        (role.Highlight, tokens.blue_soft),
        (role.HighlightedText, tokens.ink),
        (role.Link, tokens.blue),
        (role.Mid, tokens.line),
        (role.Midlight, tokens.line),
        (role.Light, tokens.paper),
        (role.Dark, tokens.line),
        (role.Shadow, tokens.line),
    ):
        palette.setColor(colour_role, QColor(name))
    for colour_role in (role.Text, role.ButtonText, role.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, colour_role, QColor(tokens.ink3))
    return palette


def _sheet(theme: Theme) -> str:
    measures = theme.measures
    values: dict[str, object] = {name: getattr(theme.tokens, name) for name in Tokens.__dataclass_fields__}
    values |= {
        name: f"{getattr(measures, name)}px"
        for name in ("base", "small", "caption", "large", "heading", "figure", "field")
    }
    values |= {"tab": f"{measures.px(15)}px", "row": f"{measures.row}px", "bar": f"{measures.px(44)}px"}
    values |= {"line_in_field": f"{measures.field - 2 * _FIELD_EDGE}px", "sign": f"{measures.px(16)}px"}
    values["down"] = (resources() / "icons" / "down.svg").as_posix()
    on_blue, on_paper = ("check_dark", "check_light") if theme.is_dark else ("check_light", "check_dark")
    values["check"] = (resources() / "icons" / f"{on_blue}.svg").as_posix()
    values["mark"] = (resources() / "icons" / f"{on_paper}.svg").as_posix()
    return _SHEET.substitute(values)


# Roles are set with `setProperty("role", …)`: one name says what a thing is, the sheet says how that looks.
_SHEET = Template("""
QToolTip { background: $paper; color: $ink; border: 1px solid $line; padding: 4px 8px; font-size: $caption; }
QWidget[role="page"], QMainWindow, QDialog { background: $ground; }
QWidget[role="plain"] { background: transparent; }

QFrame[role="bar"] { background: $paper; border: none; border-bottom: 1px solid $line; }
QFrame[role="foot"] { background: $paper; border: none; border-top: 1px solid $line; }
QFrame[role="card"] { background: $paper; border: 1px solid $line; border-radius: 10px; }
QFrame[role="paper"] { background: $paper; border: none; }
QFrame[role="rule"] { background: $line; border: none; max-height: 1px; min-height: 1px; }

QLabel[role="seal"] { background: $seal; color: white; border-radius: 6px; font-size: $heading; font-weight: bold; }
QLabel[role="title"] { font-size: $heading; font-weight: bold; color: $ink; }
QLabel[role="section"] { font-size: $large; color: $ink; }
QLabel[role="caption"] { font-size: $caption; color: $ink2; }
QLabel[role="hint"] { font-size: $caption; color: $ink3; }
QLabel[role="figure"] { font-size: $figure; font-weight: bold; color: $ink; }
QLabel[role="figure_bad"] { font-size: $figure; font-weight: bold; color: $brand; }
QLabel[role="fault"] { font-size: $caption; color: $brand; }
QLabel[role="strong"] { font-weight: bold; }
QLabel[role="bad"] { color: $brand; }
QLabel[role="good"] { color: $green; }

QLabel[tone] { border-radius: 9px; padding: 2px 10px; font-size: $small; }
QLabel[tone="good"], QPushButton[tone="good"] { background: $green_soft; color: $green; }
QLabel[tone="warn"], QPushButton[tone="warn"] { background: $amber_soft; color: $amber; }
QLabel[tone="bad"], QPushButton[tone="bad"] { background: $brand_soft; color: $brand; }
QLabel[tone="calm"], QPushButton[tone="calm"] { background: $blue_soft; color: $blue; }
QLabel[tone="quiet"], QPushButton[tone="quiet"] { background: $line; color: $ink2; }

QFrame[banner="good"] { background: $green_soft; border: 1px solid $green_soft; border-radius: 6px; }
QFrame[banner="warn"] { background: $amber_soft; border: 1px solid $amber_soft; border-radius: 6px; }
QFrame[banner="bad"] { background: $brand_soft; border: 1px solid $brand_soft; border-radius: 6px; }
QFrame[banner="calm"] { background: $blue_soft; border: 1px solid $blue_soft; border-radius: 6px; }
QFrame[banner="good"] QLabel { color: $green; }
QFrame[banner="warn"] QLabel { color: $amber; }
QFrame[banner="bad"] QLabel { color: $brand; }
QFrame[banner="calm"] QLabel { color: $blue; }

QPushButton { background: $paper; color: $ink; border: 1px solid $line; border-radius: 6px; padding: 6px 14px; }
QPushButton:hover { border-color: $ink3; }
QPushButton:pressed { background: $ground; }
QPushButton:focus { border-color: $blue; }
QPushButton:disabled { color: $ink3; background: $ground; }
QPushButton[role="primary"] { background: $seal; color: white; border: 1px solid $seal; font-weight: bold; }
QPushButton[role="primary"]:hover { background: $seal_dark; border-color: $seal_dark; }
QPushButton[role="primary"]:focus { border: 1px solid $ink; }
QPushButton[role="primary"]:disabled { background: $line; border-color: $line; color: $ink2; }
QPushButton[role="link"] { background: transparent; border: none; color: $blue; padding: 2px 0; }
QPushButton[role="link"]:hover, QPushButton[role="link"]:focus { text-decoration: underline; }
QPushButton[role="tab"] { border: none; border-bottom: 2px solid transparent; border-radius: 0; background: transparent;
    padding: 0 16px; min-height: $bar; color: $ink2; font-size: $tab; }
QPushButton[role="tab"]:hover { color: $ink; }
QPushButton[role="tab"]:focus { color: $blue; }
QPushButton[role="tab"]:checked { color: $ink; font-weight: bold; border-bottom: 2px solid $brand; }
QPushButton[role="lamp"] { border: none; border-radius: 9px; padding: 2px 10px; font-size: $small; }
QPushButton[role="key"] { border: none; background: transparent; padding: 0; color: $ink2; font-size: $caption; }
QPushButton[role="key"]:hover { color: $ink; }
QFrame[role="segments"] { background: $paper; border: 1px solid $line; border-radius: 6px; }
QPushButton[role="segment"] { background: transparent; border: 1px solid transparent; border-radius: 5px; margin: 0;
    padding: 3px 12px; color: $ink2; }
QPushButton[role="segment"]:checked { background: $blue_soft; color: $blue; }
QPushButton[role="segment"]:focus { border-color: $blue; }
QPushButton[role="tile"] { text-align: left; border-radius: 10px; padding: 0; }
QPushButton[role="tile"]:hover, QPushButton[role="tile"]:focus { border-color: $blue; }
QPushButton[role="tile_main"] { background: $seal; border: 1px solid $seal; border-radius: 10px; padding: 0; }
QPushButton[role="tile_main"]:hover { background: $seal_dark; border-color: $seal_dark; }
QPushButton[role="tile_main"]:focus { border: 1px solid $ink; }
QLabel[role="tile"] { font-size: $large; color: $ink; }
QLabel[role="tile_main"] { font-size: $large; color: white; font-weight: bold; }
QLabel[role="tile_key"] { background: transparent; border: 1px solid white; border-radius: 4px; padding: 1px 6px;
    font-size: $small; color: white; }
QPushButton[role="close"] { border: none; background: transparent; padding: 0 4px; color: $ink3; }
QPushButton[role="close"]:hover { color: $brand; }
QLabel[role="key"] { background: $ground; border: 1px solid $line; border-radius: 4px; padding: 1px 6px;
    font-size: $small; color: $ink2; }

QLineEdit, QComboBox, QDateEdit, QSpinBox, QPlainTextEdit, QTextEdit { background: $paper; color: $ink;
    border: 1px solid $line; border-radius: 6px; padding: 5px 9px; selection-background-color: $blue;
    selection-color: $paper; }
QLineEdit, QComboBox { min-height: $line_in_field; }
QComboBox { padding: 5px 11px; }
QLineEdit:focus, QComboBox:focus, QDateEdit:focus, QSpinBox:focus, QPlainTextEdit:focus { border-color: $blue; }
QLineEdit:read-only, QLineEdit:disabled, QComboBox:disabled, QDateEdit:disabled { background: $ground;
    color: $ink2; }
QLineEdit[fault="true"], QComboBox[fault="true"], QDateEdit[fault="true"] { border-color: $brand;
    background: $brand_soft; }
QLineEdit[cell="true"], QComboBox[cell="true"], QTableView QLineEdit { border: 2px solid $blue; border-radius: 0;
    min-height: 0; padding: 0 6px; }
QComboBox[cell="true"] { padding: 0 8px; }
QLineEdit[cell="true"][fault="true"] { border-color: $brand; }
QLineEdit[role="search"] { background: $ground; border: 1px solid $ground; border-radius: 15px; padding: 5px 14px; }
QLineEdit[role="search"], QLineEdit[role="lens"] { padding-left: 4px; }
QLineEdit[role="search"]:focus { border-color: $blue; background: $paper; }
QComboBox::drop-down, QDateEdit::drop-down { border: none; width: 22px; }
QComboBox::down-arrow, QDateEdit::down-arrow { image: url("$down"); width: 16px; height: 16px; }
QPushButton::menu-indicator { image: url("$down"); width: 12px; height: 12px; subcontrol-position: right center; }
QPushButton[role="link"]::menu-indicator { right: -6px; }
QComboBox::down-arrow:disabled, QDateEdit::down-arrow:disabled { image: none; }
QComboBox { combobox-popup: 0; }
QComboBox QAbstractItemView { background: $paper; border: 1px solid $line; outline: 0; padding: 4px 0;
    selection-background-color: $blue_soft; selection-color: $ink; }
QComboBox QAbstractItemView::item { min-height: $field; padding: 0 10px; }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: $paper; }
QCalendarWidget QWidget { alternate-background-color: $paper; }
QCalendarWidget QToolButton { background: transparent; border: none; color: $ink; padding: 4px 8px; }
QCalendarWidget QToolButton:hover { color: $blue; }
QCalendarWidget QToolButton::menu-indicator { image: none; }
QCalendarWidget QAbstractItemView { selection-background-color: $blue; selection-color: $paper; }
QCheckBox, QRadioButton { spacing: 8px; color: $ink; }
QCheckBox::indicator, QTableView::indicator { width: $sign; height: $sign; border: 1px solid $ink3;
    border-radius: 4px; background: $paper; }
QCheckBox::indicator:focus { border-color: $blue; }
QCheckBox::indicator:checked, QTableView::indicator:checked { background: $blue; border-color: $blue;
    image: url("$check"); }
QRadioButton::indicator { width: 14px; height: 14px; border: 1px solid $ink3; border-radius: 7px; background: $paper; }
QRadioButton::indicator:focus { border-color: $blue; }
QRadioButton::indicator:checked { border: 4px solid $blue; width: 8px; height: 8px; }
QRadioButton:focus { color: $blue; }
QCheckBox:focus { color: $blue; }
QCheckBox::indicator:disabled { background: $ground; border-color: $line; }
QCheckBox::indicator:checked:disabled { background: $ink3; border-color: $ink3; }

QAbstractScrollArea { background: $paper; border: none; }
QPlainTextEdit { border: 1px solid $line; border-radius: 6px; }
QPlainTextEdit:focus { border-color: $blue; }
QPlainTextEdit[fault="true"] { border-color: $brand; background: $brand_soft; }
QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; }
QScrollArea[role="page"], QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; }
QScrollArea[role="page"] > QWidget > QWidget { background: $ground; }
QTableView { background: $paper; border: none; outline: 0; }
QTableView[role="sheet"]::item { border: none; padding: 0 7px; }
QTableView[role="sheet"]::item:selected { background: $blue_soft; color: $ink; }
QHeaderView { background: $paper; border: none; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QTableView QTableCornerButton::section { background: $paper; border: none; }

QListView[role="kinds"] { background: $paper; padding-top: 8px; border: none; border-right: 1px solid $line;
    outline: 0; }
QListView[role="finds"] { background: $paper; border: 1px solid $line; border-radius: 6px; outline: 0; }
QListView[role="contents"] { background: $paper; border: 1px solid $line; border-radius: 10px; padding: 4px 1px;
    outline: 0; }
QListView[role="picks"] { outline: 0; }
QListView[role="picks"]::item { border: none; border-radius: 4px; padding-left: 6px; }
QListView[role="picks"]::item:selected { background: $blue_soft; color: $ink; }
QListView[role="picks"]::item:selected:active:focus { color: $blue; }
QListView[role="contents"]::item { padding-left: 12px; }
QListView[role="contents"]::item:selected { background: $blue_soft; color: $ink; }
QMenu { background: $paper; border: 1px solid $line; padding: 4px 0; }
QMenu::item { padding: 6px 24px 6px 28px; color: $ink; }
QMenu::item:selected { background: $blue_soft; }
QMenu::indicator { width: $sign; height: $sign; left: 6px; }
QMenu::indicator:checked { image: url("$mark"); }
QMenu::separator { height: 1px; background: $line; margin: 4px 0; }

QFrame[role="strip"] { background: $ground; border: none; border-bottom: 1px solid $line; }
QFrame[role="strip_tab"] { background: transparent; border: none; border-right: 1px solid $line; }
QFrame[role="strip_tab"][current="true"] { background: $paper; border-bottom: 2px solid $brand; }
QFrame[role="strip_tab"] QPushButton { border: none; background: transparent; padding: 4px 2px; color: $ink2;
    border-radius: 0; }
QFrame[role="strip_tab"][current="true"] QPushButton { color: $ink; font-weight: bold; }

QProgressBar { background: $ground; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: $blue; border-radius: 3px; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $line; border-radius: 4px; margin: 1px; min-height: 28px; min-width: 28px; }
QScrollBar::handle:hover { background: $ink3; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: transparent; }
""")
