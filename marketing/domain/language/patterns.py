"""What a guard looks for: words, what must stand near them or must not, and what is told to who wrote them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from django.utils.functional import Promise

from marketing.domain.language.denying import bounds, clause_before, is_denied
from marketing.enums.scripts import Guard

# A rate as people write it: 4.5 %, 四个点, 百分之三, 3 per cent.
RATE = (
    r"(?:\d{1,3}(?:\.\d{1,4})?(?:%|个?百?分?点|‰| ?(?:percent|per cent|pct)\b)|百分之[〇零一二三四五六七八九十百点\d.]{1,8}"
    r"|[一二三四五六七八九十两]{1,3}(?:点[〇零一二三四五六七八九]{1,3})?个(?:百分)?点)"
)
MOST = 100
# No sign that ends a sentence or a clause.
SAME = r"[^。！？!?;\n]"
NEAR = r"[^。！？!?;\n,，]"


def chinese(*patterns: str) -> str:
    """One pattern of several; `~` stands for up to eight signs of the same clause, `…` for up to sixteen of the sentence."""
    one = "|".join(f"(?:{pattern})" for pattern in patterns)
    return one.replace("~", rf"{NEAR}{{0,8}}?").replace("…", rf"{SAME}{{0,16}}?")


def english(*patterns: str) -> str:
    """The same for English: a space stands for spaces or a hyphen, `~` for up to four words that deny nothing."""
    one = "|".join(rf"(?<!\w)(?:{pattern})(?!\w)" for pattern in patterns)
    gap = r"(?:[ \n-]{1,3})"
    word = r"(?!(?:not|never|no|nor|cannot|neither|without|\w{2,6}n'?t)\b)[a-z0-9'’%.$]{1,20}"
    return one.replace(" ", gap).replace("~", rf"(?:(?:{gap}{word}){{0,4}}?{gap})")


def one_of(*words: str) -> re.Pattern[str]:
    """A pattern that only tests whether any of the words occurs."""
    return re.compile("|".join(words))


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way in which a guard is hurt.

    Each of `near` must occur in the sentence too; nothing of `unless` may occur in it, nor of `unless_clause` in the words'
    own clause, nor of `unless_within` in the words themselves, nor of `unless_text` anywhere. `is_absolute` words are refused even where they are denied.
    """

    guard: Guard
    words: re.Pattern[str]
    why: Promise
    way_out: Promise
    near: tuple[re.Pattern[str], ...] = ()
    unless: re.Pattern[str] | None = None
    unless_clause: re.Pattern[str] | None = None
    unless_within: re.Pattern[str] | None = None
    unless_text: re.Pattern[str] | None = None
    is_absolute: bool = False

    def places(self, text: str) -> Iterator[tuple[int, int]]:
        """Where a folded text hurts the guard."""
        if self.unless_text is not None and self.unless_text.search(text):
            return
        for found in self.words.finditer(text):
            if self.holds(text, *found.span()):
                yield found.span()

    def holds(self, text: str, start: int, end: int) -> bool:
        """Whether what surrounds the words makes them what the guard means."""
        begins, ends = bounds(text, start, end)
        if not all(near.search(text, begins, ends) for near in self.near):
            return False
        if self.unless is not None and self.unless.search(text, begins, ends):
            return False
        if self.unless_within is not None and self.unless_within.search(text, start, end):
            return False
        if self.unless_clause is not None and self.unless_clause.search(clause_before(text, start) + text[start:end]):
            return False
        return self.is_absolute or not is_denied(text, start, end)


def compiled(*patterns: str) -> re.Pattern[str]:
    """Chinese and English patterns together."""
    return re.compile("|".join(patterns))


def all_places(patterns: Iterable[Pattern], text: str) -> Iterator[tuple[Pattern, int, int]]:
    """Every place of every pattern, the first of each where a text is made of nothing else."""
    for pattern in patterns:
        for start, end in islice(pattern.places(text), MOST):
            yield pattern, start, end
