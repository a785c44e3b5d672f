"""What a firm does not use, as a typed fact."""

from dataclasses import dataclass
from typing import ClassVar

from app.core.errors import BusinessError
from app.core.text import Message


@dataclass(eq=False, kw_only=True)
class NotInUse(BusinessError):
    """Something new is begun that belongs to a module which the firm has put away; `switches` would bring it back."""

    code: ClassVar[str] = "NOT_IN_USE"
    label: Message
    module: Message
    switches: str
