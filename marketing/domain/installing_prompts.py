"""Putting in what prompts ship with for the whole bank: approved words, the seven scenarios, the rules."""

from __future__ import annotations

import datetime as dt

from lobby.branches.actors import SYSTEM
from lobby.branches.models import Branch
from lobby.floor.domain.library.installing import put
from lobby.floor.models.library import LibraryItem
from lobby.live import journal
from marketing.domain.shipped_rules import RULES, SCENARIOS
from marketing.domain.shipped_words import WORDS
from marketing.models import Rule, Scenario

# Approval numbers of shipped words follow those of the library's own items.
FIRST_PLACE = 700


def install(home: Branch, *, at: dt.datetime) -> int:
    """Add what is missing and leave alone what is there, edited or not; returns how much came new (3 queries again)."""
    with journal.unit(by=SYSTEM, at=at):
        return install_words(home, at=at) + install_scenarios() + install_rules(at=at)


def install_words(home: Branch, *, at: dt.datetime) -> int:
    """The approved words, in force at once."""
    have = set(LibraryItem.objects.values_list("code", flat=True))
    missing = [(place, one) for place, one in enumerate(WORDS, start=FIRST_PLACE) if one.code not in have]
    for place, one in missing:
        put(one, place, home, at=at)
    return len(missing)


def install_scenarios() -> int:
    """The seven of S154 and no others."""
    have = set(Scenario.objects.values_list("code", flat=True))
    made = [
        Scenario(code=one.code, name_zh=one.name[0], name_en=one.name[1], script=one.script, position=place)
        for place, one in enumerate(SCENARIOS, start=1)
        if one.code not in have
    ]
    return len(Scenario.objects.bulk_create(made))


def install_rules(*, at: dt.datetime) -> int:
    """The rules, each as its first version."""
    have = set(Rule.objects.values_list("code", flat=True))
    missing = [one for one in RULES if one.code not in have]
    if not missing:
        return 0
    scenarios = {scenario.code: scenario for scenario in Scenario.objects.all()}
    made = [
        Rule(
            code=one.code,
            name_zh=one.name[0],
            name_en=one.name[1],
            trigger=one.trigger,
            values=dict(one.values),
            scenario=scenarios[one.scenario] if one.scenario else None,
            family=one.family,
            script=one.script,
            priority=one.priority,
            created_at=at,
        )
        for one in missing
    ]
    return len(Rule.objects.bulk_create(made))
