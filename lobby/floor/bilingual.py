"""Words that stand inside another text whose language is chosen later."""

from __future__ import annotations

from collections.abc import Callable

from django.utils import translation
from django.utils.functional import Promise


def both(words: str | Promise | Callable[[], str]) -> dict[str, str]:
    """A wording, or what a function says in the active language, in both: a value of an alert or reminder."""
    told = {}
    for short, language in (("zh", "zh-hans"), ("en", "en")):
        with translation.override(language):
            told[short] = words() if callable(words) else str(words)
    return told
