"""The words of a version: taken, checked, and made findable in both languages, by pinyin and by initials."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lobby.branches.calendar import business_date
from lobby.floor import contents, quizzes
from lobby.floor.errors.library import TextMissing, TextRefused, ValidDaysInvalid
from lobby.floor.events.library import SUBJECT
from lobby.floor.findable import forms_of, pinyin, plain
from lobby.floor.models.attachments import Attachment
from lobby.floor.models.library import LibraryItem, LibraryVersion

NAMES = (
    "title_zh",
    "title_en",
    "body_zh",
    "body_en",
    "extra",
    "must_acknowledge",
    "quiz_zh",
    "quiz_en",
    "valid_days",
)
LONGEST_VALID_DAYS = 3 * 366
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
    quiz_zh: str = ""
    quiz_en: str = ""
    valid_days: int | None = None


def wording_of(version: LibraryVersion) -> Wording:
    """The words of a version, to go on from."""
    return Wording(**{name: getattr(version, name) for name in NAMES})


def changes(version: LibraryVersion, wording: Wording) -> bool:
    """Whether the words differ from those kept; afterwards `version` holds them unsaved. Raises as `fill` does."""
    kept = wording_of(version)
    fill(version, wording)
    return wording_of(version) != kept


def fill(version: LibraryVersion, wording: Wording) -> tuple[str, ...]:
    """Put words into a version and return the names of the fields to save. Raises what its parts refuse."""
    titles = wording.title_zh.strip(), wording.title_en.strip()
    bodies = tidy(wording.body_zh), tidy(wording.body_en)
    if not all(titles) or any(bodies) != all(bodies):
        raise TextMissing
    version.title_zh, version.title_en = titles
    version.body_zh, version.body_en = bodies
    version.extra = contents.checked_extra(version.item.kind, wording.extra)
    version.must_acknowledge = wording.must_acknowledge
    fill_quiz(version, wording)
    make_findable(version)
    return NAMES + FOUND_BY


def fill_quiz(version: LibraryVersion, wording: Wording) -> None:
    """The questions on the text and how long knowing it holds; whoever is asked has to acknowledge.

    Raises QuizInvalid, ValidDaysInvalid.
    """
    version.quiz_zh, version.quiz_en = tidy(wording.quiz_zh), tidy(wording.quiz_en)
    quizzes.check_both(version.quiz_zh, version.quiz_en, (version.body_zh, version.body_en))
    if wording.valid_days is not None and not 1 <= wording.valid_days <= LONGEST_VALID_DAYS:
        raise ValidDaysInvalid(most=LONGEST_VALID_DAYS)
    version.valid_days = wording.valid_days
    version.must_acknowledge |= bool(version.quiz_zh)


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


def check_texts(item: LibraryItem, version: LibraryVersion, *, until: dt.datetime) -> None:
    """Let every registered check read the words, which are used up to a moment. Raises TextRefused for the first that
    objects.
    """
    written = (version.title_zh, version.title_en, version.body_zh, version.body_en, *texts_of(version.extra))
    written += (version.quiz_zh, version.quiz_en)
    texts = contents.Texts(
        kind=item.kind,
        code=item.code,
        texts=written,
        extra=version.extra,
        proven_until=proven_until(version),
        day=business_date(item.home, until - dt.timedelta(microseconds=1)),
    )
    found = contents.findings(texts)
    if found:
        first = [one for one in found if (one.check, one.why) == (found[0].check, found[0].why)]
        why = " ".join(str(words) for words in (found[0].why, found[0].way_out) if words)
        raise TextRefused(words=" ".join(dict.fromkeys(f"“{one.words}”" for one in first)), why=why)


def proven_until(version: LibraryVersion) -> dt.date | None:
    """The last day on which attached papers prove what a version claims (1 query where it says that they do)."""
    day = version.extra.get(contents.PROVEN_UNTIL)
    if not day or not Attachment.objects.filter(subject_type=SUBJECT, subject_id=version.pk).exists():
        return None
    return dt.date.fromisoformat(day)
