"""How the shipped checklists are written down: groups of lines, and what differs from the usual line."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from lobby.branches.enums import RoleCode

WEEK = 7 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Line:
    """One item: both texts, and the columns in which it differs."""

    zh: str
    en: str
    fields: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Group:
    """Items under one heading; their codes are the group's number and their own."""

    zh: str
    en: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, kw_only=True)
class Shipped:
    """A checklist with the columns of its first version."""

    code: str
    kind: str
    name_zh: str
    name_en: str
    groups: tuple[Group, ...]
    fields: dict[str, Any]


def line(zh: str, en: str, **fields: Any) -> Line:
    """A line that weighs 1 and whose issue goes to the lobby manager, unless `fields` says otherwise."""
    return Line(zh, en, {"weight": 1, **fields})


def group(zh: str, en: str, *lines: Line) -> Group:
    """Lines under a heading."""
    return Group(zh, en, lines)


def device(zh: str, en: str, kind: str, **fields: Any) -> Line:
    """A line about machines of a kind: what they report is shown beside it, and the technician hears of issues."""
    return line(zh, en, about=f"device:{kind}", team=RoleCode.TECH, task_due_s=1800, weight=3, **fields)


def count(zh: str, en: str, minimum: int, about: str, **fields: Any) -> Line:
    """A line that asks for a number."""
    return line(zh, en, answer="count", minimum=minimum, about=about, task_due_s=7200, **fields)
