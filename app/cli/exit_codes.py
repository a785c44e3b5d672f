"""What the exit code of a command means; scripts rely on these numbers."""

from typing import Final

from app.core.text import N_, Label

OK: Final = 0
REFUSED: Final = 1
USAGE: Final = 2
ENVIRONMENT: Final = 3
UNPROVEN: Final = 4
BUG: Final = 70
INTERRUPTED: Final = 130

MEANINGS: Final[dict[int, Label]] = {
    OK: N_("做好了"),
    REFUSED: N_("业务上不允许，或数据有问题；被拒绝的没有写入"),
    USAGE: N_("命令写错了"),
    ENVIRONMENT: N_("环境问题：磁盘、文件、被占用、打印机"),
    UNPROVEN: N_("核对不符"),
    BUG: N_("程序的错"),
}
