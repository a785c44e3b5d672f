"""What is refused of a template, as typed facts; lengths are written in millimetres."""

from dataclasses import dataclass
from typing import ClassVar

from app.core.errors import BusinessError
from app.core.text import Message


@dataclass(eq=False, kw_only=True)
class PrintTemplateBroken(BusinessError):
    """The template names a part that its form does not have, or says it in a way that nobody can read."""

    code: ClassVar[str] = "PRINT_TEMPLATE_BROKEN"
    template: str
    name: str


@dataclass(eq=False, kw_only=True)
class PrintFormUnknown(BusinessError):
    """There is no such form, or no such paper."""

    code: ClassVar[str] = "PRINT_FORM_UNKNOWN"
    name: str


@dataclass(eq=False, kw_only=True)
class ColumnsTooWide(BusinessError):
    """The columns that were given a width leave no room for the others on the paper."""

    code: ClassVar[str] = "PRINT_COLUMNS_TOO_WIDE"
    paper: Message
    wanted: str
    room: str


@dataclass(eq=False)
class DrawerClosed(BusinessError):
    """The firm does not want its drawer opened without a sale."""

    code: ClassVar[str] = "DRAWER_CLOSED"


@dataclass(eq=False, kw_only=True)
class PictureUnreadable(BusinessError):
    """The file is no picture, or a much too large one."""

    code: ClassVar[str] = "PICTURE_UNREADABLE"
    name: str
