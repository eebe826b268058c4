"""What is wrong with a day's roster: stretches of time in which somebody is missing, and breaks out of bounds."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from queueing.staffing.people import QUARTER_S, Day, Person, open_in


class Gap(StrEnum):
    """What is missing."""

    ENTRANCE = "entrance"
    WINDOWS = "windows"
    SKILL = "skill"
    LATE_MEAL = "late_meal"
    NO_MEAL = "no_meal"


@dataclass(frozen=True, slots=True)
class Missing:
    """A gap from `starts` to `ends`; `about` is the service or the person, where there is one."""

    gap: Gap
    starts: float
    ends: float
    about: Hashable = None


@dataclass(frozen=True, slots=True)
class Meals:
    """One person's shift with its meals' begins, and the latest moment at which a meal may begin."""

    person: Hashable
    opens: float
    closes: float
    latest: float
    begins: Sequence[float]


def gaps(
    people: Sequence[Person],
    entrance: Sequence[tuple[float, float]],
    meals: Iterable[Meals],
    day: Day,
    *,
    minimum: int,
    services: Iterable[Hashable],
) -> list[Missing]:
    """Every gap of a day, by kind and then by time. Where no window is open no skill is listed as missing."""
    opened = {quarter: open_in(people, quarter) for quarter in day.quarters}
    return [
        *stretches(day, Gap.ENTRANCE, lambda quarter: not is_manned(entrance, quarter)),
        *stretches(day, Gap.WINDOWS, lambda quarter: len(opened[quarter]) < minimum),
        *(missing for service in services for missing in skill_gaps(opened, day, service)),
        *(missing for one in meals for missing in meal_gaps(one)),
    ]


def is_manned(spans: Iterable[tuple[float, float]], quarter: float) -> bool:
    """Whether somebody stands there through the quarter."""
    return any(starts <= quarter and quarter + QUARTER_S <= ends for starts, ends in spans)


def skill_gaps(opened: Mapping[float, Sequence[Person]], day: Day, service: Hashable) -> list[Missing]:
    """Where windows are open and none serves the service."""

    def is_lost(quarter: float) -> bool:
        there = opened[quarter]
        return bool(there) and not any(service in person.services for person in there)

    return stretches(day, Gap.SKILL, is_lost, service)


def meal_gaps(meals: Meals) -> list[Missing]:
    """A shift that is long enough for a meal has one, begun in time."""
    if not meals.begins and meals.closes > meals.latest:
        return [Missing(Gap.NO_MEAL, meals.opens, meals.closes, meals.person)]
    return [Missing(Gap.LATE_MEAL, begin, begin, meals.person) for begin in meals.begins if begin > meals.latest]


def stretches(day: Day, gap: Gap, is_missing: Callable[[float], bool], about: Hashable = None) -> list[Missing]:
    """The quarters in which something is missing, neighbours made one."""
    found: list[Missing] = []
    for quarter in day.quarters:
        if not is_missing(quarter):
            continue
        if found and found[-1].ends == quarter:
            found[-1] = Missing(gap, found[-1].starts, quarter + QUARTER_S, about)
        else:
            found.append(Missing(gap, quarter, quarter + QUARTER_S, about))
    return found
