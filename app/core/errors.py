"""Two families of expected failure. An error is typed facts, no text: `app.i18n.messages` turns it into a sentence.

The dataclasses are not frozen because Python itself writes to exceptions while they travel.
"""

from dataclasses import dataclass, fields, replace
from typing import ClassVar, Self


@dataclass(eq=False)
class Problem(Exception):
    """What both families share: a stable code, and where it happened.

    `document` is a document's uid or number, `line` counts from 1, `field` is a field key; each may be empty.
    """

    code: ClassVar[str] = "PROBLEM"
    document: str = ""
    line: int = 0
    field: str = ""

    def at(self, *, document: str = "", line: int = 0, field: str = "") -> Self:
        """Return the same problem with its address filled in where it is still empty."""
        return replace(
            self, document=self.document or document, line=self.line or line, field=self.field or field
        )

    def facts(self) -> dict[str, object]:
        """Return all facts by name, for messages and error JSON."""
        return {item.name: getattr(self, item.name) for item in fields(self)}


@dataclass(eq=False)
class BusinessError(Problem):
    """The user can act: a rule of the business says no."""

    code: ClassVar[str] = "REFUSED"


@dataclass(eq=False)
class EnvironmentProblem(Problem):
    """The world failed: disk, device, network, another program. Work goes on, retry is offered."""

    code: ClassVar[str] = "ENVIRONMENT"
