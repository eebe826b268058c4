"""News of care. Nothing personal: ids, kinds and reasons from lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from lobby.live.events import Event


@dataclass(frozen=True, kw_only=True)
class HelpEvent(Event):
    """Something happened to a call for help.

    It is about what was pressed on, such as `ticket:12` or `device:3`, so that just that page hears of it.
    """

    help: int
    about: str
    source: str

    @property
    def subject_type(self) -> str:  # type: ignore[override]
        """The kind of what was pressed on."""
        return self.about.partition(":")[0]

    @property
    def subject_id(self) -> int:
        """Its id."""
        return int(self.about.partition(":")[2])


@dataclass(frozen=True, kw_only=True)
class HelpAsked(HelpEvent):
    """Somebody pressed the button."""

    type: ClassVar[str] = "care.help_asked"
    reason: str


@dataclass(frozen=True, kw_only=True)
class HelpAccepted(HelpEvent):
    """Somebody is coming."""

    type: ClassVar[str] = "care.help_accepted"


@dataclass(frozen=True, kw_only=True)
class HelpFinished(HelpEvent):
    """The call is over."""

    type: ClassVar[str] = "care.help_finished"


@dataclass(frozen=True, kw_only=True)
class HelpWithdrawn(HelpEvent):
    """Nobody needs to come any more."""

    type: ClassVar[str] = "care.help_withdrawn"


@dataclass(frozen=True, kw_only=True)
class HelpReopened(HelpEvent):
    """It was not over after all."""

    type: ClassVar[str] = "care.help_reopened"


@dataclass(frozen=True, kw_only=True)
class LoanEvent(Event):
    """Something happened to a loan."""

    subject_type: ClassVar[str] = "loan"
    loan: int
    material: str
    about: str


@dataclass(frozen=True, kw_only=True)
class KitLent(LoanEvent):
    """A piece was lent."""

    type: ClassVar[str] = "care.kit_lent"


@dataclass(frozen=True, kw_only=True)
class KitReturned(LoanEvent):
    """A piece is back."""

    type: ClassVar[str] = "care.kit_returned"


@dataclass(frozen=True, kw_only=True)
class KitOut(LoanEvent):
    """The piece was not back after all: a return was taken back."""

    type: ClassVar[str] = "care.kit_out"


@dataclass(frozen=True, kw_only=True)
class HomeVisitEvent(Event):
    """Something happened to a home visit."""

    subject_type: ClassVar[str] = "home_visit"
    home_visit: int


@dataclass(frozen=True, kw_only=True)
class HomeVisitRequested(HomeVisitEvent):
    """Somebody asked for a visit."""

    type: ClassVar[str] = "care.home_visit_requested"


@dataclass(frozen=True, kw_only=True)
class HomeVisitPlanned(HomeVisitEvent):
    """Two people and a time are named."""

    type: ClassVar[str] = "care.home_visit_planned"
    starts_at: str
    first: int
    second: int


@dataclass(frozen=True, kw_only=True)
class HomeVisitBegun(HomeVisitEvent):
    """Both are on their way."""

    type: ClassVar[str] = "care.home_visit_begun"


@dataclass(frozen=True, kw_only=True)
class HomeVisitDone(HomeVisitEvent):
    """It ended with a signed result."""

    type: ClassVar[str] = "care.home_visit_done"


@dataclass(frozen=True, kw_only=True)
class HomeVisitCancelled(HomeVisitEvent):
    """It does not take place."""

    type: ClassVar[str] = "care.home_visit_cancelled"


HELP_NEWS = {
    "accept": HelpAccepted,
    "finish": HelpFinished,
    "withdraw": HelpWithdrawn,
    "reopen": HelpReopened,
}
