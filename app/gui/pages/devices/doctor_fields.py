"""What the doctor asks, and how its findings stand in the list."""

from collections.abc import Sequence
from typing import Final

from app.core.field import Choice, Field
from app.core.kinds import Kind
from app.core.table import Column
from app.core.text import N_, own
from app.devices.doctor.learning import Unlearned
from app.devices.serial_ports import SerialPortFound
from app.gui.pages.devices.kinds import named
from app.gui.pages.devices.scale_kind import UNITS

COLUMNS: Final = (
    Column("protocol", N_("秤的格式"), Kind.TEXT),
    Column("line", N_("串口设置"), Kind.TEXT),
    Column("reads", N_("现在读到"), Kind.TEXT),
    Column("share", N_("读懂的数据"), Kind.TEXT),
)
WHY_UNLEARNED: Final = {
    Unlearned.NO_LINES: N_("听到的不是一行一行的文字，或者太少；等几秒再对一次，还不行就录下来发给我们"),
    Unlearned.NOT_AT_REST: N_("秤上的数还在动，等它不动了再对一次"),
    Unlearned.NOT_SEEN: N_("听到的数据里没有这个数：看看秤上显示的和单位打得对不对"),
    Unlearned.UNCLEAR: N_("有几个地方都是这个数；换一个别的重量再对一次"),
}


def where_fields(ports: Sequence[SerialPortFound]) -> tuple[Field, ...]:
    """Return what is asked before listening: the port."""
    found = tuple(Choice(each.port, own(named(each))) for each in ports)
    return (
        *((Field("found", N_("插着的口"), Kind.CHOICE, choices=found),) if found else ()),
        Field(
            "port",
            N_("接在"),
            Kind.TEXT,
            required=True,
            help=N_("串口填 COM3 或 /dev/ttyUSB0，网口填 socket://地址:端口"),
        ),
    )


def told_fields() -> tuple[Field, ...]:
    """Return what is asked once a scale is heard: its display, and a name."""
    return (
        Field("shown", N_("秤上显示"), Kind.TEXT, longest=16, help=N_("照秤上显示的样子打，例如 1.000")),
        Field("unit", N_("秤上的单位"), Kind.CHOICE, required=True, choices=UNITS),
        Field("name", N_("名称"), Kind.TEXT, longest=30),
    )
