"""The registry of the evening review (BH-7): facts that each app tells of a business day.

Facts are plain values: while a review is open they are read anew, and closing keeps them in its row as they were. They
are about the team; nobody is ranked or shamed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from lobby.branches.models import Branch

Facts = Callable[[Branch, dt.date, dt.datetime], dict[str, Any]]


@dataclass(frozen=True, kw_only=True)
class Section:
    """One section: `facts(branch, business day, moment)` are kept as JSON, `template` shows them as `facts`."""

    name: str
    title: str | Promise
    place: int
    facts: Facts
    template: str


@dataclass(frozen=True, slots=True)
class Told:
    """A section with the facts of one day."""

    section: Section
    facts: dict[str, Any]


_sections: dict[str, Section] = {}


def register_section(section: Section) -> None:
    """Add a section; called from `AppConfig.ready()`. Raises ValueError for a name that is taken."""
    if _sections.setdefault(section.name, section) != section:
        raise ValueError(f"two sections of the review are named {section.name}")


def facts_of(branch: Branch, date: dt.date, at: dt.datetime) -> dict[str, dict[str, Any]]:
    """What every section says of a business day now."""
    return {section.name: section.facts(branch, date, at) for section in ordered()}


def told(facts: Mapping[str, dict[str, Any]]) -> list[Told]:
    """Facts with the sections that show them; those of a section that is gone stay in the row unseen."""
    return [Told(section, facts[section.name]) for section in ordered() if section.name in facts]


def ordered() -> list[Section]:
    """Every section, smallest place first."""
    return sorted(_sections.values(), key=lambda one: one.place)
