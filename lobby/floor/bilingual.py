"""Words that stand inside another text whose language is chosen later."""

from __future__ import annotations

from django.utils import translation
from django.utils.functional import Promise


def both(words: str | Promise) -> dict[str, str]:
    """A wording in both languages, as a value of an alert or reminder."""
    told = {}
    for short, language in (("zh", "zh-hans"), ("en", "en")):
        with translation.override(language):
            told[short] = str(words)
    return told
