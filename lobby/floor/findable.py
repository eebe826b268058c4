"""How texts are found: as they are written, in pinyin without spaces, and by initials."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable


def forms_of(names: Iterable[str]) -> list[str]:
    """Names as they are written, in pinyin without spaces, and by initials."""
    names = [plain(name) for name in names]
    return [form for name in names for form in dict.fromkeys((name, pinyin(name), initials(name)))]


def plain(text: str) -> str:
    """Small letters, full-width signs as ordinary ones, one space between words."""
    return " ".join(unicodedata.normalize("NFKC", text).lower().split())


def pinyin(text: str) -> str:
    """The syllables of the Chinese characters in a row; the rest is left out."""
    # Needed where words are written only: its dictionaries take a moment and 30 MB.
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(plain(text), errors="ignore"))


def initials(text: str) -> str:
    """The first letter of each syllable."""
    from pypinyin import Style, lazy_pinyin

    return "".join(lazy_pinyin(plain(text), style=Style.FIRST_LETTER, errors="ignore"))
