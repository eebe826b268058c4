"""The registry of figures. Each app registers its own; a formula is written in one place, as rows and their measure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Expression, QuerySet
from django.utils.functional import Promise

from lobby.branches.errors import NotFound
from lobby.branches.models import BranchPolicy, Staff
from lobby.kpi.enums import Direction, Method, Unit
from lobby.kpi.periods import Period


class UnknownKpi(NotFound):
    """No figure of that code."""

    code = "unknown_kpi"


@dataclass(frozen=True, kw_only=True)
class Split:
    """A second reading of the same rows by one of their columns, with the columns' values in words.

    With `of_whole` a group's share is told of all rows, not of its own, largest first, and groups without any are left
    out: reasons are ranked by it.
    """

    name: str | Promise
    column: str
    labels: Callable[[Any], str | Promise]
    of_whole: bool = False


@dataclass(frozen=True, kw_only=True)
class Kpi:
    """One figure of the branch.

    `rows` are what counts in a period (`n`); `measure` is what each row adds: seconds, or 1 and 0. `method` makes one
    figure of it, told in `unit`. `target` reads the target, in the unit, from the policy in force; None = none is set.
    With a `ceiling` the figure should lie between both: a share that is too high is as wrong as one that is too low.
    `moment` is the column that places a row in the day. `listing` is the template that shows `rows`, in the order of
    `order`. `place` puts the figure among those on top of the head's page, smallest first. `aside` says in words what
    the figure leaves out. `seen_by` takes out of the listing what a person must not see. `weight` is what a row counts
    for in `n` where that is not 1: minutes of minutes instead of rows of rows.
    """

    code: str
    name: str | Promise
    meaning: str | Promise
    unit: Unit
    direction: Direction
    method: Method
    rows: Callable[[Period], QuerySet[Any]]
    measure: Callable[[Period], Expression]
    moment: str
    listing: str
    order: tuple[str, ...]
    target: Callable[[BranchPolicy], float | None] = lambda policy: None
    ceiling: Callable[[BranchPolicy], float | None] = lambda policy: None
    weight: Callable[[Period], Expression] | None = None
    split: Split | None = None
    aside: Callable[[Period], str] = lambda period: ""
    seen_by: Callable[[QuerySet[Any], Staff], QuerySet[Any]] = lambda rows, staff: rows
    place: int | None = None


_kpis: dict[str, Kpi] = {}


def register(kpi: Kpi) -> None:
    """Add a figure; called from `AppConfig.ready()`. Raises ValueError for a code that is taken."""
    if _kpis.setdefault(kpi.code, kpi) != kpi:
        raise ValueError(f"two figures have the code {kpi.code}")


def get(code: str) -> Kpi:
    """The figure of a code. Raises UnknownKpi."""
    if code not in _kpis:
        raise UnknownKpi
    return _kpis[code]


def registered() -> list[Kpi]:
    """Every figure in order of its code."""
    return [_kpis[code] for code in sorted(_kpis)]


def on_top() -> list[Kpi]:
    """The figures on top of the head's page, in their order."""
    return sorted((kpi for kpi in _kpis.values() if kpi.place is not None), key=lambda kpi: kpi.place or 0)
