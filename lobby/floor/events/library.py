"""News of the library, told at the branch that looks after the item. No words: those are in the rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from lobby.live.events import Event

SUBJECT = "library-version"


@dataclass(frozen=True, kw_only=True)
class LibraryEvent(Event):
    """Something happened to a version of an item."""

    subject_type: ClassVar[str] = SUBJECT
    version: int
    item: str
    kind: str
    number: int
    bank_wide: bool

    @property
    def subject_id(self) -> int:
        """The version."""
        return self.version


@dataclass(frozen=True, kw_only=True)
class VersionDrafted(LibraryEvent):
    """A new version was begun."""

    type: ClassVar[str] = "library.drafted"


@dataclass(frozen=True, kw_only=True)
class VersionEdited(LibraryEvent):
    """A draft was changed."""

    type: ClassVar[str] = "library.edited"


@dataclass(frozen=True, kw_only=True)
class VersionSubmitted(LibraryEvent):
    """A draft was handed in for review."""

    type: ClassVar[str] = "library.submitted"


@dataclass(frozen=True, kw_only=True)
class VersionRecalled(LibraryEvent):
    """It was taken back from review."""

    type: ClassVar[str] = "library.recalled"


@dataclass(frozen=True, kw_only=True)
class VersionApproved(LibraryEvent):
    """Somebody else found it right."""

    type: ClassVar[str] = "library.approved"
    approval_number: str
    expires_at: str


@dataclass(frozen=True, kw_only=True)
class VersionRejected(LibraryEvent):
    """It may not be said like this."""

    type: ClassVar[str] = "library.rejected"


@dataclass(frozen=True, kw_only=True)
class VersionPublished(LibraryEvent):
    """It counts from now on, for these roles; none stands for everybody."""

    type: ClassVar[str] = "library.published"
    roles: list[str]
    must_acknowledge: bool


@dataclass(frozen=True, kw_only=True)
class VersionExpiring(LibraryEvent):
    """It ends soon."""

    type: ClassVar[str] = "library.expiring"


@dataclass(frozen=True, kw_only=True)
class VersionExpired(LibraryEvent):
    """Its time is over."""

    type: ClassVar[str] = "library.expired"


@dataclass(frozen=True, kw_only=True)
class VersionSuperseded(LibraryEvent):
    """A newer version took its place."""

    type: ClassVar[str] = "library.superseded"


@dataclass(frozen=True, kw_only=True)
class VersionWithdrawn(LibraryEvent):
    """It counts no more, at once."""

    type: ClassVar[str] = "library.withdrawn"


@dataclass(frozen=True, kw_only=True)
class VersionAcknowledged(LibraryEvent):
    """Somebody said that they read it."""

    type: ClassVar[str] = "library.acknowledged"


LIBRARY_NEWS: dict[str, type[LibraryEvent]] = {
    "edit": VersionEdited,
    "submit": VersionSubmitted,
    "recall": VersionRecalled,
    "reject": VersionRejected,
    "warn": VersionExpiring,
    "expire": VersionExpired,
    "supersede": VersionSuperseded,
    "withdraw": VersionWithdrawn,
}
