"""The registry of the morning board (LM-2): each section is a live panel that the app which knows its rows brings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from django.utils.functional import Promise

from lobby.branches.calendar import business_date
from lobby.branches.enums import Permission
from lobby.branches.models import Branch
from lobby.live import panels
from lobby.live.scopes import Scope, branch_of

SCREEN = "briefing"
Context = Callable[[Branch, dt.date, dt.datetime], dict[str, Any]]
Column = Literal["main", "side"]


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the board: the panel that draws it and where it stands."""

    panel: str
    title: str | Promise
    place: int
    column: Column
    permission: str
    style: str


_sections: dict[str, Section] = {}


def register_section(
    name: str,
    place: int,
    context: Context,
    template: str,
    *,
    title: str | Promise,
    dirtied_by: tuple[str, ...],
    column: Column = "main",
    permission: str = Permission.FLOOR_VIEW,
    every: float | None = None,
    style: str = "",
) -> None:
    """Add a section; called from `AppConfig.ready()`.

    `context(branch, business day, moment)` fills the template, with `branch` and `day` beside it; `place` orders within
    the column, smallest first. Raises ValueError for a name that is taken.
    """
    section = Section(f"{SCREEN}-{name}", title, place, column, permission, style)
    if name in _sections:
        raise ValueError(f"two sections of the briefing are named {name}")
    _sections[name] = section
    panels.register(
        panels.Panel(
            name=section.panel,
            screens=(SCREEN,),
            template=template,
            context=in_scope(context, title),
            dirtied_by=(*dirtied_by, "day.*"),
            permission=permission,
            every=every,
        )
    )


def in_scope(context: Context, title: str | Promise) -> Callable[[Scope], dict[str, Any]]:
    """The section's context for its branch's running business day."""

    def fill(scope: Scope) -> dict[str, Any]:
        branch = branch_of(scope)
        day = business_date(branch, scope.at)
        return {"branch": branch, "day": day, "section_title": title, **context(branch, day, scope.at)}

    return fill


def sections_for(permissions: set[str], column: Column) -> list[Section]:
    """The sections of a column that somebody with these permissions gets, in order."""
    mine = (one for one in _sections.values() if one.column == column and one.permission in permissions)
    return sorted(mine, key=lambda one: one.place)


def styles() -> list[str]:
    """The style sheets that sections bring, each once."""
    return list(dict.fromkeys(one.style for one in _sections.values() if one.style))
