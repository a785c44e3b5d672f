"""What devices say, in words: their state, a weight with 稳定 or 不稳定, faults by name."""

from typing import TYPE_CHECKING, Final

from app.core.text import N_, Label, Message
from app.gui.devices import now_ms
from app.i18n.catalog import fill, tr

if TYPE_CHECKING:
    from app.devices.setup import DeviceSetup
    from app.devices.standing import Standing

SILENT_MS: Final = 1500
"""Without a word for so long a number is not shown any more, whatever holds the device up."""
_UNITS: Final = {"jin": N_("斤"), "liang": N_("两"), "pcs": N_("件")}
_FAULTS: Final = {
    "bad_checksum": N_("校验不对"),
    "incomplete": N_("数据不完整"),
    "garbage": N_("看不懂的数据"),
    "timeout": N_("没有回答"),
    "device_busy": N_("设备正忙"),
    "device_error": N_("设备说自己有故障"),
    "wrong_address": N_("地址不对"),
    "bad_field": N_("内容不合格式"),
    "unit_unknown": N_("不认识的单位"),
    "disconnected": N_("连接断了"),
    "checksum_variant": N_("校验是另一种写法"),
    "no_tag": N_("没有标签"),
    "too_long": N_("太长"),
}
_STATES: Final = {"open": N_("正常"), "missing": N_("找不到"), "closed": N_("已停")}


_WHY: Final = (
    (("Errno 2]", "FileNotFoundError"), N_("没有这个口：线插好了吗，口选对了吗")),
    (("Errno 13]", "Errno 16]", "PermissionError"), N_("打不开这个口：别的程序正用着，或者没有权限")),
    (("Errno 111]", "10061"), N_("连不上：设备开了吗，地址和端口对吗")),
    (("timed out", "10060"), N_("等不到回答：设备开了吗，网线插好了吗")),
)
"""What the system says, on Linux and on Windows, and what a person can do about it."""


def state_of(setup: "DeviceSetup", standing: "Standing | None") -> str:
    """Say whether a device is there; one that has not said so yet is being looked for."""
    if not setup.is_on:
        return tr(N_("已停"))
    status = standing.status if standing is not None else None
    if status is None and setup.waits_for_jobs:
        return tr(N_("待用"))
    return tr(_STATES[status.state]) if status is not None else tr(N_("正在连接…"))


def reason_of(standing: "Standing | None") -> str:
    """Say what the system said of a device that is missing."""
    return standing.status.reason if standing is not None and standing.status is not None else ""


def why_of(standing: "Standing | None") -> str:
    """Say what to look at while a device is missing; what the system said where that is all that is known."""
    said = reason_of(standing)
    return next((tr(why) for signs, why in _WHY if any(sign in said for sign in signs)), said)


def weight_of(standing: "Standing | None") -> tuple[str, bool]:
    """Write the weight on a scale, and whether it is at rest; empty while the scale is silent."""
    reading = standing.reading if standing is not None else None
    if reading is None or now_ms() - reading.at_ms >= SILENT_MS:
        return "", False
    weight = reading.weight
    if weight.overload:
        return tr(N_("超载")), False
    if weight.underload:
        return tr(N_("低于零")), False
    if weight.text is None:
        return tr(N_("不稳定")), False
    unit = weight.unit or ""
    return f"{weight.text} {tr(_UNITS[unit]) if unit in _UNITS else unit}".strip(), reading.is_at_rest


def rest_of(*, is_at_rest: bool) -> Label:
    """Say whether a weight is at rest."""
    return N_("稳定") if is_at_rest else N_("不稳定")


def tags_of(standing: "Standing | None") -> str:
    """Say how many tags a reader has heard, and the newest one."""
    if standing is None or not standing.tags:
        return ""
    says = N_("读到 {count} 个标签，一共 {reads} 次；最新的：{tag}")
    reads = sum(standing.tags.values())
    return fill(Message.of(says, count=len(standing.tags), reads=reads, tag=next(reversed(standing.tags))))


def faults_of(standing: "Standing | None") -> str:
    """Name the last fault and how many there were."""
    if standing is None or standing.fault is None:
        return ""
    says = N_("{fault}（一共 {count} 次）")
    return fill(Message.of(says, fault=Message.of(_FAULTS[standing.fault]), count=standing.faults))
