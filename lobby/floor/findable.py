"""How texts are found: as they are written, in pinyin without spaces, and by initials."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator


def forms_of(names: Iterable[str]) -> list[str]:
    """Names as they are written, in pinyin without spaces, and by initials, each form once."""
    forms = [form for name in map(plain, names) for form in (name, *readings(name))]
    return list(dict.fromkeys(form for form in forms if form))


def plain(text: str) -> str:
    """Small letters, full-width signs as ordinary ones, one space between words."""
    return " ".join(unicodedata.normalize("NFKC", text).lower().split())


def pinyin(text: str) -> str:
    """The syllables of the Chinese characters in a row; the rest is left out."""
    return "".join(syllables[0] for syllables in syllables_of(text))


def readings(name: str) -> Iterator[str]:
    """A name in pinyin and by initials; then once more for each character that is read in another way as well (曾, 单)."""
    found = syllables_of(name)
    usual = [syllables[0] for syllables in found]
    yield "".join(usual)
    yield "".join(one[0] for one in usual)
    for place, syllables in enumerate(found):
        for other in syllables[1:]:
            read = [*usual[:place], other, *usual[place + 1 :]]
            yield "".join(read)
            yield "".join(one[0] for one in read)


def syllables_of(text: str) -> list[list[str]]:
    """How each Chinese character may be read, the usual way in its phrase first."""
    # Needed where words are written only: its dictionaries take a moment and 30 MB.
    from pypinyin import Style, lazy_pinyin
    from pypinyin import pinyin as all_readings

    bare = plain(text)
    usual = lazy_pinyin(bare, errors="ignore")
    ways = all_readings(bare, style=Style.NORMAL, heteronym=True, errors="ignore")
    return [list(dict.fromkeys([one, *others])) for one, others in zip(usual, ways, strict=True)]
