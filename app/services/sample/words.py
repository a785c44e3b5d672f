"""The invented names of the sample firm: data in a resource, not texts of the program."""

import json
from functools import cache
from typing import Any

from app.core.paths import resources


@cache
def words() -> dict[str, Any]:
    """Load the names, once."""
    path = resources() / "sample_firm" / "words.json"
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded
