"""The words of a version: taken, checked, and made findable in both languages, by pinyin and by initials."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise

from lobby.floor import contents
from lobby.floor.errors.library import TextMissing, TextRefused
from lobby.floor.findable import forms_of, pinyin, plain
from lobby.floor.models.library import LibraryItem, LibraryVersion

NAMES = ("title_zh", "title_en", "body_zh", "body_en", "extra", "must_acknowledge")
FOUND_BY = ("search_title", "search_text")


@dataclass(frozen=True, kw_only=True)
class Wording:
    """What somebody writes."""

    title_zh: str
    title_en: str
    body_zh: str = ""
    body_en: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)
    must_acknowledge: bool = False


def wording_of(version: LibraryVersion) -> Wording:
    """The words of a version, to go on from."""
    return Wording(**{name: getattr(version, name) for name in NAMES})


def changes(version: LibraryVersion, wording: Wording) -> bool:
    """Whether the words differ from those kept; afterwards `version` holds them unsaved. Raises as `fill` does."""
    kept = wording_of(version)
    fill(version, wording)
    return wording_of(version) != kept


def fill(version: LibraryVersion, wording: Wording) -> tuple[str, ...]:
    """Put words into a version and return the names of the fields to save. Raises TextMissing, ExtraInvalid."""
    titles = wording.title_zh.strip(), wording.title_en.strip()
    bodies = tidy(wording.body_zh), tidy(wording.body_en)
    if not all(titles) or any(bodies) != all(bodies):
        raise TextMissing
    version.title_zh, version.title_en = titles
    version.body_zh, version.body_en = bodies
    version.extra = contents.checked_extra(version.item.kind, wording.extra)
    version.must_acknowledge = wording.must_acknowledge
    make_findable(version)
    return NAMES + FOUND_BY


def tidy(body: str) -> str:
    """Line ends as one character, nothing behind the last word of a line."""
    lines = body.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def make_findable(version: LibraryVersion) -> None:
    """Write down by what the version is found."""
    names = [version.title_zh, version.title_en, *version.item.tags]
    version.search_title = " ".join(forms_of(names))
    bodies = [version.body_zh, version.body_en, *texts_of(version.extra)]
    version.search_text = "\n".join([version.search_title, *map(plain, bodies), pinyin(version.body_zh)])


def texts_of(extra: Mapping[str, Any]) -> list[str]:
    """The words among a kind's own values."""
    return [value for value in extra.values() if isinstance(value, str)]


def check_texts(item: LibraryItem, version: LibraryVersion) -> None:
    """Let every registered check read the words. Raises TextRefused for the first that objects."""
    written = (version.title_zh, version.title_en, version.body_zh, version.body_en, *texts_of(version.extra))
    found = contents.findings(contents.Texts(kind=item.kind, code=item.code, texts=written))
    if found:
        why: str | Promise = found[0].why
        words = dict.fromkeys(f"“{one.words}”" for one in found if one.check == found[0].check)
        raise TextRefused(words=" ".join(words), why=why)
