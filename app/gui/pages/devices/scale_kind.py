"""What is asked about scales, and the way to their profile and back."""

import dataclasses
from collections.abc import Mapping
from typing import Any, Final

from app.core.field import Choice, Field
from app.core.kinds import Kind
from app.core.text import N_
from app.devices.scales.profile import ASKS, LISTENS, Profile
from app.devices.scales.protocols import protocols
from app.devices.setup import DeviceKind, DeviceSetup, Options
from app.gui.pages.devices.device_form import DeviceForm

UNITS: Final = (
    Choice("kg", N_("千克")),
    Choice("g", N_("克")),
    Choice("jin", N_("斤")),
    Choice("liang", N_("两")),
    Choice("lb", N_("磅")),
)


MANNERS: Final = (
    Choice(LISTENS, N_("秤自己一直发")),
    Choice(ASKS, N_("电脑问，秤才答")),
)


def _fields() -> tuple[Field, ...]:
    choices = tuple(Choice(each.key, each.label) for each in protocols())
    return (
        Field("protocol", N_("秤的格式"), Kind.CHOICE, required=True, choices=choices),
        Field(
            "unit",
            N_("单位"),
            Kind.CHOICE,
            required=True,
            choices=UNITS,
            help=N_("秤自己不说单位时，按这个单位算"),
        ),
        Field(
            "manner",
            N_("怎样取数"),
            Kind.CHOICE,
            choices=MANNERS,
            help=N_("多数秤自己一直发；秤的菜单里设成“问了才答”时，改成由电脑来问"),
        ),
        Field(
            "stable_after",
            N_("稳定次数"),
            Kind.INTEGER,
            least=2,
            most=50,
            places=0,
            help=N_("秤自己不说稳不稳时，一样的读数连着来这么多次才算稳定"),
        ),
    )


def _options(before: DeviceSetup | None, values: Mapping[str, Any]) -> Options:
    profile = _profile(before)
    return dataclasses.replace(
        profile,
        unit=str(values["unit"]),
        manner=str(values["manner"] or ""),
        stable_after=int(values["stable_after"] or profile.stable_after),
    )


def _values(setup: DeviceSetup | None) -> Mapping[str, Any]:
    profile = _profile(setup)
    return {"unit": profile.unit, "manner": profile.manner or None, "stable_after": profile.stable_after}


def _profile(setup: DeviceSetup | None) -> Profile:
    options = setup.options if setup is not None else None
    return options if isinstance(options, Profile) else Profile()


FORM: Final = DeviceForm(
    DeviceKind.SCALE,
    N_("电子秤"),
    can_add=True,
    has_line=True,
    fields=_fields,
    values=_values,
    options=_options,
)
