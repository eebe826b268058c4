"""What the journal holds: events, frozen facts in the past tense."""

from __future__ import annotations

import dataclasses
from typing import Any, ClassVar

JSON = str | int | float | bool | None | list["JSON"] | dict[str, "JSON"]


@dataclasses.dataclass(frozen=True, kw_only=True)
class Event:
    """A fact about one subject of one branch: ids and the few values that screens need.

    Subclasses name `type` ("ticket.called") and `subject_type` ("ticket") and have a field named like the subject
    that holds its id; one that calls it otherwise overrides `subject_id`.
    """

    type: ClassVar[str]
    subject_type: ClassVar[str]

    branch_id: int

    @property
    def subject_id(self) -> int:
        """The id of what this is about."""
        subject: int = getattr(self, self.subject_type)
        return subject

    def payload(self) -> dict[str, Any]:
        """Every field but the branch; dates are written as ISO 8601 text."""
        return {
            field.name: getattr(self, field.name) for field in dataclasses.fields(self) if field.name != "branch_id"
        }


def matches(pattern: str, event_type: str) -> bool:
    """Whether a pattern, `ticket.called` or `ticket.*`, covers an event type."""
    return pattern == event_type or (pattern.endswith(".*") and event_type.startswith(pattern[:-1]))
