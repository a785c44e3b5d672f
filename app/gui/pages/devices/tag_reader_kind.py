"""What is asked about readers of electronic tags, and the way to their profile and back (F60)."""

from collections.abc import Mapping
from typing import Any, Final

from app.core.field import Choice, Field
from app.core.kinds import Kind
from app.core.text import N_, Label
from app.devices.serial_line import SerialLine
from app.devices.setup import DeviceKind, DeviceSetup, Options
from app.devices.tags.families import families
from app.devices.tags.profile import TagProfile
from app.gui.pages.devices.device_form import DeviceForm

_USUAL_LINE: Final = SerialLine(115_200)


def _fields() -> tuple[Field, ...]:
    choices = tuple(Choice(each.key, each.label) for each in families())
    return (
        Field("protocol", N_("读写器的格式"), Kind.CHOICE, required=True, choices=choices),
        Field(
            "prefixes",
            N_("自家标签的开头"),
            Kind.TEXT,
            longest=120,
            help=N_("十六进制，几个用空格隔开；空着：读到的都算自家的。别家的只列出来，不数"),
        ),
        Field(
            "least_dbm",
            N_("最弱信号"),
            Kind.INTEGER,
            least=-100,
            most=0,
            places=0,
            help=N_("比这弱的离得太远，不算，例如 -65；空着：都算。R2000 不报分贝，不起作用"),
        ),
    )


def _options(_before: DeviceSetup | None, values: Mapping[str, Any]) -> Options:
    least = values["least_dbm"]
    return TagProfile(
        prefixes=" ".join(TagProfile(str(values["prefixes"] or "")).ours),
        least_dbm=int(least) if least is not None else None,
    )


def _mistake(values: Mapping[str, Any]) -> tuple[str, Label] | None:
    if TagProfile.can_be(str(values["prefixes"] or "")):
        return None
    return "prefixes", N_("只能是十六进制的数字和字母（0-9、A-F），几个用空格隔开")


def _values(setup: DeviceSetup | None) -> Mapping[str, Any]:
    options = setup.options if setup is not None else None
    profile = options if isinstance(options, TagProfile) else TagProfile()
    return {"prefixes": profile.prefixes, "least_dbm": profile.least_dbm}


FORM: Final = DeviceForm(
    DeviceKind.TAG_READER,
    N_("电子标签读写器"),
    can_add=True,
    has_line=True,
    line=_USUAL_LINE,
    fields=_fields,
    values=_values,
    options=_options,
    mistake=_mistake,
)
