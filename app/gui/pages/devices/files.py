"""Devices and files: a device's way to talk, and a recording of what it said, saved and opened again.

A profile opened becomes a form that asks for the port; a recording becomes a device that says it all again, once.
"""

import dataclasses
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QFileDialog, QWidget

from app.core.text import N_, Label, Message
from app.devices.doctor.sharing import SUFFIX as PROFILE
from app.devices.doctor.sharing import new_device, read_profile, write_profile
from app.devices.setup import DeviceSetup, plain_of
from app.devices.transports.recording import SUFFIX as RECORDING
from app.devices.transports.recording import (
    Piece,
    read_recording,
    recorded_device,
    url_of,
    without_payments,
    write_recording,
)
from app.gui import devices
from app.gui.editors.ask_strip import AskStrip
from app.gui.errors import Notice
from app.gui.input.typed_path import typed_path
from app.gui.operations import Read
from app.i18n.catalog import fill, tr

_PATH: Final = N_("文件的完整路径")
_UNREADABLE: Final = (OSError, ValueError, KeyError, TypeError, AttributeError)


class DeviceFiles:
    """Asks in the page where a file is, and reads or writes it off the GUI thread."""

    def __init__(self, page: QWidget, question: AskStrip, tell: Callable[[Notice], None]) -> None:
        self._page = page
        self._question = question
        self._tell = tell

    def save_profile(self, setup: DeviceSetup) -> None:
        """Ask where to save how a device talks."""
        self._ask_to_save(setup, PROFILE, N_("这个设备存成文件"), partial(_save_profile, setup))

    def save_recording(self, setup: DeviceSetup) -> None:
        """Ask where to save what a device said lately."""
        pieces = devices.here().recorded(setup.key)
        if not pieces:
            self._tell(Notice(tr(N_("这个设备还没有说过话，没有可存的")), "warn"))
            return
        self._ask_to_save(setup, RECORDING, N_("录下的数据存在"), partial(_save_recording, setup, pieces))

    def _ask_to_save(
        self, setup: DeviceSetup, suffix: str, question: Label, save: Callable[[Path], str]
    ) -> None:
        name = "".join(each if each.isalnum() or each in "-_ " else "_" for each in setup.name)

        def chosen(text: str) -> None:
            path = typed_path(text)
            if path.exists():
                says = N_("已经有文件“{path}”，换一个名字")
                self._tell(Notice(fill(Message.of(says, path=str(path))), "warn"))
                return
            Read(self._page, partial(save, path)).then(partial(self._on_saved, path)).run()

        self._question.ask(
            question,
            _PATH,
            N_("保存"),
            chosen,
            proposal=str(_free(Path.home(), name, suffix)),
            browse=self._where_to,
        )

    def _on_saved(self, path: Path, reason: str) -> None:
        if reason:
            says = Message.of(N_("文件没有保存：{reason}"), reason=reason)
            self._tell(Notice(fill(says), "bad"))
        else:
            self._tell(Notice(fill(Message.of(N_("已保存到 {path}"), path=str(path))), "good"))

    def open(self, then: Callable[[DeviceSetup, bool], None]) -> None:
        """Ask for a file; `then` is given the device it holds, and whether it is a recording."""

        def chosen(text: str) -> None:
            def opened(found: tuple[DeviceSetup, bool] | None) -> None:
                if found is None:
                    says = Message.of(N_("“{path}”不是设备文件，也不是录下的数据"), path=text)
                    self._tell(Notice(fill(says), "warn"))
                else:
                    then(*found)

            Read(self._page, partial(_open, typed_path(text))).then(opened).run()

        self._question.ask(N_("设备文件，或录下的数据"), _PATH, N_("打开"), chosen, browse=self._which)

    def _where_to(self, path: str) -> str:
        keeps = QFileDialog.Option.DontConfirmOverwrite  # no file is ever written over
        return QFileDialog.getSaveFileName(self._page, tr(N_("保存在")), path, options=keeps)[0]

    def _which(self, path: str) -> str:
        return QFileDialog.getOpenFileName(self._page, tr(N_("设备文件，或录下的数据")), path)[0]


def _free(folder: Path, name: str, suffix: str) -> Path:
    """Return a path that is not taken."""
    path, number = folder / f"{name}{suffix}", 1
    while path.exists():
        number += 1
        path = folder / f"{name}-{number}{suffix}"
    return path


def _save_profile(setup: DeviceSetup, path: Path) -> str:
    try:
        write_profile(path, setup)
    except OSError as problem:
        return str(problem)
    return ""


def _save_recording(setup: DeviceSetup, pieces: list[Piece], path: Path) -> str:
    plain = plain_of(dataclasses.replace(setup, adapter=""))
    try:
        write_recording(path, without_payments(pieces), plain)
    except OSError as problem:
        return str(problem)
    return ""


def _open(path: Path) -> tuple[DeviceSetup, bool] | None:
    """Return the device in a file and whether it is a recording; None when it is neither."""
    try:
        return read_profile(path), False
    except _UNREADABLE:
        pass
    try:
        plain = recorded_device(path)
        for _ in read_recording(path):
            pass
        setup = new_device(plain, path)
    except _UNREADABLE:
        return None
    if setup.waits_for_jobs:
        return None  # a recording that takes slips would swallow them
    name = fill(Message.of(N_("回放：{name}"), name=setup.name))
    return dataclasses.replace(setup, name=name[:30], port=url_of(path), is_on=True), True
