"""Who looks at a screen, reduced to what decides its content."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from lobby.branches.models import Branch

AudienceKind = Literal["branch", "device", "counter", "person", "ticket"]


@dataclass(frozen=True, slots=True)
class Audience:
    """A viewer as panels know them: language, permissions and the ids that narrow a panel's key."""

    language: str
    person: int | None = None
    device: int | None = None
    counter: int | None = None
    ticket: int | None = None
    permissions: frozenset[str] = frozenset()

    def id_of(self, kind: AudienceKind) -> int | None:
        """The viewer's id of one kind; a branch panel needs none."""
        if kind == "branch":
            return None
        found: int | None = getattr(self, kind)
        return found

    def has(self, kind: AudienceKind) -> bool:
        """Whether a panel of this kind has anything to be about."""
        return kind == "branch" or self.id_of(kind) is not None


@dataclass(frozen=True, slots=True)
class Scope:
    """What a panel's context function is given: never a user."""

    branch_id: int
    language: str
    audience: AudienceKind
    audience_id: int | None
    at: dt.datetime


def branch_of(scope: Scope) -> Branch:
    """The branch that a panel is about (1 query)."""
    return Branch.objects.get(pk=scope.branch_id)


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """A viewer in a branch at a moment; pages keep it as `panel_scope`, each panel takes its own scope from it."""

    branch_id: int
    audience: Audience
    at: dt.datetime

    def scope(self, kind: AudienceKind) -> Scope:
        """The scope of a panel of this kind."""
        return Scope(self.branch_id, self.audience.language, kind, self.audience.id_of(kind), self.at)
