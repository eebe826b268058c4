"""News of authority and of dual sign-off: ids and kinds, no names, no reasons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from lobby.live.events import Event


@dataclass(frozen=True, kw_only=True)
class AuthorityEvent(Event):
    """Something happened to a use of authority; `amount` is yuan as text."""

    subject_type: ClassVar[str] = "authority_use"
    authority_use: int
    action: str
    amount: str
    staff: int


@dataclass(frozen=True, kw_only=True)
class AuthorityGranted(AuthorityEvent):
    """Within the limits: granted at once."""

    type: ClassVar[str] = "authority.granted"


@dataclass(frozen=True, kw_only=True)
class AuthorityRequested(AuthorityEvent):
    """Over a limit: a supervisor is asked."""

    type: ClassVar[str] = "authority.requested"
    over: str


@dataclass(frozen=True, kw_only=True)
class AuthorityApproved(AuthorityEvent):
    """A supervisor approved it."""

    type: ClassVar[str] = "authority.approved"


@dataclass(frozen=True, kw_only=True)
class AuthorityRefused(AuthorityEvent):
    """A supervisor refused it."""

    type: ClassVar[str] = "authority.refused"


@dataclass(frozen=True, kw_only=True)
class AuthorityWithdrawn(AuthorityEvent):
    """Whoever asked took it back."""

    type: ClassVar[str] = "authority.withdrawn"


@dataclass(frozen=True, kw_only=True)
class AuthorityLapsed(AuthorityEvent):
    """The day ended without a decision."""

    type: ClassVar[str] = "authority.lapsed"


AUTHORITY_NEWS: dict[str, type[AuthorityEvent]] = {
    "approve": AuthorityApproved,
    "refuse": AuthorityRefused,
    "withdraw": AuthorityWithdrawn,
    "lapse": AuthorityLapsed,
}


@dataclass(frozen=True, kw_only=True)
class DualEvent(Event):
    """Something happened to a dual sign-off."""

    subject_type: ClassVar[str] = "dual_sign"
    dual_sign: int
    kind: str
    first: int


@dataclass(frozen=True, kw_only=True)
class DualOpened(DualEvent):
    """The first person signed."""

    type: ClassVar[str] = "authority.dual_opened"


@dataclass(frozen=True, kw_only=True)
class DualSigned(DualEvent):
    """The second person signed."""

    type: ClassVar[str] = "authority.dual_signed"
    second: int


@dataclass(frozen=True, kw_only=True)
class DualEnded(DualEvent):
    """It ended without a second signature."""

    type: ClassVar[str] = "authority.dual_ended"
    reason: str
