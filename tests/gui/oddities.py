"""What a person without a plan presses, types, pastes and scans."""

from typing import Final

KEYS: Final = (
    "Return", "Return", "Return", "Tab", "Tab", "Shift+Tab", "Esc", "Up", "Down", "Down", "Left", "Right", "Home",
    "End", "PgUp", "PgDown", "Space", "Backspace", "Del", "Ins", "Menu", "Shift+Return", "Ctrl+Return",
    *(f"F{number}" for number in range(1, 13)),
    "Ctrl+A", "Ctrl+C", "Ctrl+V", "Ctrl+X", "Ctrl+Z", "Ctrl+Y", "Ctrl+D", "Ctrl+E", "Ctrl+F", "Ctrl+G", "Ctrl+I",
    "Ctrl+K", "Ctrl+L", "Ctrl+N", "Ctrl+O", "Ctrl+P", "Ctrl+S", "Ctrl+W", "Ctrl+Del", "Ctrl+Ins", "Ctrl+Tab",
    "Ctrl+Shift+Tab", "Ctrl+Up", "Ctrl+Down", "Ctrl+Home", "Ctrl+End", "Alt+Down", "Alt+Up", "Alt+Left", "Shift+Down",
    "Shift+F10", "Shift+F9",
)  # fmt: skip
TEXTS: Final = (
    "1", "0", "12", "3.5", "-2", "1/3", "100*2+5", "1e9", "99999999999999999999", "0.0000001", ".", "-", "１２．５",
    "pgz", "dm", "xs", "kcye", "A001", "10001", "大米", "杭州", "老周", "五常大米 5kg", "（测试）", "ＡＢＣ",
    "2026-11-31", "11-5", "昨天", "today", "20261101", "'; --", "%", "_", "\\", "<b>x</b>", "{name}", "&x", "a b",
    "x" * 300, "很长" * 200, "9" * 60, " ", "e\u0301", "\u200b",
    "，", "𠮷野家", "🍎", "2026/2/30", "29/02", "20261340", "明天", "11.5", "2026年11月5日", "0000-00-00", "-1e400",
)  # fmt: skip
PASTES: Final = (
    "10001\t3\t26.80\n10002\t1\n", "没有这个\t1", "a\tb\tc\n\n\td", "\n", "\r\n1\r\n2", "10001\t-1\t0", "3\n" * 40,
    "10001,3", "\t\t\t", "行\u2028分",
)  # fmt: skip
CODES: Final = ("6901234567892", "6922334455667", "2000000000000", "ABC12345", "69012345678")
