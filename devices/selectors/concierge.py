"""What a concierge knows: the approved answers and ways of the library, found by words as people type them."""

from __future__ import annotations

import datetime as dt
import re

from devices.enums.concierge import QuestionStatus
from devices.models import UnansweredQuestion
from lobby.branches.models import Branch, Zone
from lobby.floor.enums.library import ContentKind
from lobby.floor.findable import plain
from lobby.floor.models.library import LibraryVersion
from lobby.floor.selectors.library import Wish, in_force, search

KINDS = (ContentKind.FAQ, ContentKind.WAYFINDING)
MOST_FOUND = 6
LATIN = re.compile(r"[a-z][a-z'-]+|[0-9]+")
CHINESE = re.compile(r"[\u3400-\u9fff]+")
# Words that every question has and that say nothing of what it is about.
EMPTY_EN = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "at",
        "be",
        "can",
        "could",
        "do",
        "does",
        "for",
        "find",
        "get",
        "go",
        "have",
        "how",
        "i",
        "in",
        "is",
        "it",
        "me",
        "my",
        "need",
        "of",
        "on",
        "or",
        "please",
        "tell",
        "the",
        "there",
        "this",
        "to",
        "want",
        "what",
        "when",
        "where",
        "which",
        "who",
        "will",
        "with",
        "you",
        "your",
    ]
)
EMPTY_ZH = re.compile(
    "请问|怎么|怎样|如何|哪里|哪儿|哪边|在哪|什么|可以|能不能|我想|我要|需要|一下|办理|多少|吗|呢|的|了|是|我|去"
)
# How much of a question an answer must share.
LEAST_SHARE = 0.5


def known(branch: Branch, at: dt.datetime) -> list[LibraryVersion]:
    """Every answer and way in force at a branch (1 query)."""
    return list(in_force(KINDS, branch, at))


def found(branch: Branch, question: str, at: dt.datetime) -> list[LibraryVersion]:
    """What answers a question, best first (1–2 queries): all its words, else what shares most of it."""
    versions = in_force(KINDS, branch, at)
    if not plain(question):
        return []
    exact = list(search(versions, Wish(q=question))[:MOST_FOUND])
    return exact or like(list(versions), question)


def like(versions: list[LibraryVersion], question: str) -> list[LibraryVersion]:
    """The answers whose title or tags share most with a question, best first."""
    asked = pieces(question)
    if not asked:
        return []
    scored = [(len(asked & pieces(words_of(version))) / len(asked), version) for version in versions]
    fitting = [(score, version) for score, version in scored if score >= LEAST_SHARE]
    return [version for _score, version in sorted(fitting, key=lambda one: (-one[0], one[1].pk))][:MOST_FOUND]


def words_of(version: LibraryVersion) -> str:
    """What an answer is found by."""
    return " ".join([version.title_zh, version.title_en, *version.item.tags])


def pieces(text: str) -> set[str]:
    """What a text is about: its English words without the empty ones, its Chinese by pairs of characters."""
    bare = plain(text)
    words = {stem(word) for word in LATIN.findall(bare) if word not in EMPTY_EN}
    runs = [run for part in CHINESE.findall(bare) for run in EMPTY_ZH.split(part) if run]
    return words | {run[n : n + 2] for run in runs for n in range(max(1, len(run) - 1))}


def stem(word: str) -> str:
    """A word without the ends that change most."""
    for end in ("ing", "es", "ed", "s"):
        if word.endswith(end) and len(word) - len(end) >= 3:
            return word.removesuffix(end)
    return word


def item_in_force(branch: Branch, version_id: int, at: dt.datetime) -> LibraryVersion | None:
    """One answer or way that counts here now (1 query)."""
    return in_force(KINDS, branch, at).filter(pk=version_id).first()


def zones_of(branch: Branch) -> list[Zone]:
    """The hall (1 query)."""
    return list(Zone.objects.filter(branch=branch).order_by("pk"))


def marked(zones: list[Zone], version: LibraryVersion) -> Zone | None:
    """The zone that a way leads to."""
    wanted = version.extra.get("zone_kind", "")
    return next((zone for zone in zones if zone.kind == wanted), None)


def open_questions(branch: Branch) -> list[UnansweredQuestion]:
    """What customers asked and nobody has answered, the most asked first (1 query)."""
    return list(UnansweredQuestion.objects.filter(branch=branch, status=QuestionStatus.OPEN)[:200])


def ended_questions(branch: Branch) -> list[UnansweredQuestion]:
    """What was answered or dismissed lately (1 query)."""
    found = UnansweredQuestion.objects.filter(branch=branch).exclude(status=QuestionStatus.OPEN)
    return list(found.select_related("item", "ended_by").order_by("-ended_at")[:30])
