"""How Chinese is read aloud: the one place that knows the pinyin library; asked in saving, never in searching."""

from collections.abc import Callable, Sequence
from functools import cache

from app.domain.catalog.readings import PHRASES


@cache
def _library() -> Callable[[str], list[str]]:
    """Load the library (0.2 s) with our own phrases, the first time it is needed."""
    from pypinyin import lazy_pinyin, load_phrases_dict  # noqa: PLC0415 - start-up does without it

    load_phrases_dict({phrase: [[syllable] for syllable in reading] for phrase, reading in PHRASES.items()})

    def read_aloud(text: str) -> list[str]:
        return lazy_pinyin(text, errors=list)  # type: ignore[arg-type]  # it takes lists, too

    return read_aloud


def read(text: str) -> Sequence[str]:
    """Return one syllable a character, without tones, ü as v; what has no reading stands for itself."""
    return _library()(text)
