"""Reading a text for all guards."""

from __future__ import annotations

from marketing.domain.language.finding import Finding
from marketing.domain.language.folding import Folded, fold
from marketing.domain.language.guards import LOOKS, MEANINGS, MEANINGS_OF_NOTES, PATTERNS
from marketing.domain.language.notions import Rule, all_meant
from marketing.domain.language.patterns import Pattern, all_places
from marketing.enums.scripts import NOTE

LONGEST = 20_000
# What was hurt, and from which sign to which of the folded text.
Place = tuple[Pattern | Rule, int, int]


def findings(text: str, kind: str = "") -> list[Finding]:
    """What the guards refuse in a text (N01, N02, N04 to N09), in order of place; no query.

    `kind` is the kind of library item it belongs to, or `note` for a note about a customer, in which only words on looks
    are looked for. At most the first 20,000 signs are read. `start` and `end` count in the text as given.
    """
    folded = fold(text[:LONGEST])
    patterns, rules = (LOOKS, MEANINGS_OF_NOTES) if kind == NOTE else (PATTERNS, MEANINGS)
    found: list[Place] = [*all_places(patterns, folded.text), *all_meant(rules, folded.text)]
    places = sorted(found, key=lambda place: (place[1], -place[2]))
    return [finding(text, folded, place) for place in apart(places)]


def apart(places: list[Place]) -> list[Place]:
    """Of places of one guard that overlap, the first and longest."""
    kept: list[Place] = []
    ends: dict[str, int] = {}
    for pattern, start, end in places:
        if start >= ends.get(pattern.guard, 0):
            kept.append((pattern, start, end))
            ends[pattern.guard] = end
    return kept


def finding(text: str, folded: Folded, place: Place) -> Finding:
    """A place as it stands in the text as given."""
    pattern, first, last = place
    start, end = folded.place(first, last)
    return Finding(pattern.guard.value, start, end, text[start:end], pattern.why, pattern.way_out)
