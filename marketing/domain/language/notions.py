"""What a guard means rather than how it is worded: notions, each in any of its words, that stand near one another.

A notion's places in a text are found once, whichever rules ask for it, and a rule looks at a few places around each
place of its first notion: the time is in proportion to the length of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from django.utils.functional import Promise

from marketing.domain.language.denying import SENTENCE, bounds, is_denied
from marketing.domain.language.patterns import MOST
from marketing.enums.scripts import Guard

Span = tuple[int, int]
NUMBER = r"[\d〇零一二三四五六七八九十百千万亿两几半多]{1,6}(?:[.点]\d{1,2})?"
LARGE = r"\d{4,9}"
COUNT = r"(?:[\d,.]{1,9}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|fifty|a few|several|a couple|a handful)"
GAP = r"[^。!?;,\n]{0,3}?"
SPACE = r"[ \n-]{1,3}"
# A word of English is so many times as long as one of Chinese.
LETTERS = 2.5
# How many places of a notion on either side of another are looked at.
LOOKED_AT = 2


@dataclass(frozen=True, slots=True, eq=False)
class Notion:
    """Something said, in any of its words; one that `denies` says "never", and what stands behind it is not denied by it."""

    words: re.Pattern[str]
    denies: bool

    def places(self, text: str) -> list[Span]:
        """Where it is said in a folded text."""
        return [found.span() for found in self.words.finditer(text) if found.lastgroup != "other"]


def notion(zh: str = "", en: str = "", *, but: str = "", but_en: str = "", denies: bool = False) -> Notion:
    """A notion of Chinese words parted by spaces and English ones parted by commas.

    `~` stands for up to three signs of the clause, `#` for a number, `##` for one of four figures or more, `*` for an
    English ending. `but` and `but_en` are words that hold one of the others and mean something else.
    """
    meant, others = ("|".join(filter(None, (chinese(a), english(b)))) for a, b in ((zh, en), (but, but_en)))
    return Notion(re.compile(f"(?P<other>{others})|{meant}" if others else meant), denies)


def chinese(words: str) -> str:
    """A pattern of Chinese words, the longest first."""
    several = sorted(words.split(), key=len, reverse=True)
    return "|".join(
        re.escape(word).replace(r"\~", GAP).replace(r"\#\#", LARGE).replace(r"\#", NUMBER) for word in several
    )


def english(words: str) -> str:
    """A pattern of English words, the longest first."""
    several = sorted(
        (re.escape(" ".join(word.split())) for word in words.split(",") if word.strip()), key=len, reverse=True
    )
    one = "|".join(several).replace(r"\ ", SPACE).replace(r"\*", "[a-z]{0,6}").replace(r"\#", COUNT)
    return rf"(?<![a-z])(?:{one})(?![a-z])" if one else ""


@dataclass(slots=True)
class Reading:
    """A folded text while it is read: what was found in it so far."""

    text: str
    found: dict[Notion, list[Span]] = field(default_factory=dict)
    denied: dict[Span, bool] = field(default_factory=dict)
    ends: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.ends = [end.start() for end in SENTENCE.finditer(self.text)]

    def places(self, sought: Notion) -> list[Span]:
        """Where a notion is said."""
        if sought not in self.found:
            self.found[sought] = sought.places(self.text)
        return self.found[sought]

    def around(self, sought: Notion, span: Span) -> list[Span]:
        """The places of a notion nearest to a part of the text, at most two on either side, the nearest first."""
        places = self.places(sought)
        at = bisect_left(places, span)
        near = places[max(0, at - LOOKED_AT) : at + LOOKED_AT + 1]
        return sorted((one for one in near if apart(one, span) >= 0), key=lambda one: apart(one, span))

    def has(self, sought: Notion, begins: int, ends: int) -> bool:
        """Whether a notion is said within a part of the text."""
        places = self.places(sought)
        at = bisect_left(places, (begins, 0))
        return at < len(places) and places[at][1] <= ends

    def sentences_between(self, one: Span, other: Span) -> int:
        """How many ends of sentences part two places."""
        first, last = sorted((one, other))
        return bisect_left(self.ends, last[0]) - bisect_left(self.ends, first[1])

    def is_latin(self, span: Span) -> bool:
        """Whether a place begins with a letter of English."""
        return "a" <= self.text[span[0]] <= "z"

    def is_denied(self, span: Span) -> bool:
        """Whether a part of the text is denied, warned of, asked for or shown as wrong."""
        if span not in self.denied:
            self.denied[span] = is_denied(self.text, *span)
        return self.denied[span]


def apart(one: Span, other: Span) -> int:
    """How many signs lie between two places; negative where they overlap."""
    return max(one[0] - other[1], other[0] - one[1])


@dataclass(frozen=True, slots=True)
class Rule:
    """Notions that hurt a guard when they are said together.

    Each of the others stands at most `reach` signs from the first, behind the one before where they are `in_order`, with
    at most `across` ends of sentences between. Nothing of `unless` may be said in the sentence. `is_absolute` words are
    refused even where they are denied.
    """

    guard: Guard
    notions: tuple[Notion, ...]
    why: Promise
    way_out: Promise
    reach: int = 12
    in_order: bool = False
    across: int = 0
    unless: tuple[Notion, ...] = ()
    is_absolute: bool = False

    def places(self, reading: Reading) -> Iterator[Span]:
        """Where a text hurts the guard."""
        for first in reading.places(self.notions[0]):
            spans = self.together(reading, first)
            if spans and self.is_meant(reading, spans):
                yield min(spans)[0], max(end for _start, end in spans)

    def together(self, reading: Reading, first: Span) -> list[Span]:
        """The places of all notions around one of the first, none when one of them is not said there."""
        spans = [first]
        for other in self.notions[1:]:
            anchor = spans[-1] if self.in_order else first
            for place in reading.around(other, anchor):
                if self.belongs(reading, place, anchor) and all(apart(place, one) >= 0 for one in spans):
                    spans.append(place)
                    break
            else:
                return []
        return spans

    def belongs(self, reading: Reading, place: Span, anchor: Span) -> bool:
        """Whether a place is near enough to another, and on the right side of it."""
        if self.in_order and place < anchor:
            return False
        reach = self.reach * LETTERS if reading.is_latin(place) or reading.is_latin(anchor) else self.reach
        return apart(place, anchor) <= reach and reading.sentences_between(place, anchor) <= self.across

    def is_meant(self, reading: Reading, spans: list[Span]) -> bool:
        """Whether the words are said and not only spoken of."""
        begins, ends = bounds(reading.text, min(spans)[0], max(end for _start, end in spans))
        if any(reading.has(sought, begins, ends) for sought in self.unless):
            return False
        if self.is_absolute:
            return True
        never = [span for sought, span in zip(self.notions, spans, strict=True) if sought.denies]
        return not any(reading.is_denied(span) for span in spans if not never or span <= max(never))


def all_meant(rules: Iterable[Rule], text: str) -> Iterator[tuple[Rule, int, int]]:
    """Every place of every rule, the first of each where a text is made of nothing else."""
    reading = Reading(text)
    for rule in rules:
        for start, end in islice(rule.places(reading), MOST):
            yield rule, start, end
