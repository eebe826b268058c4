"""News of fraud: ids, counts and states; nothing about the customer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from lobby.live.events import Event


@dataclass(frozen=True, kw_only=True)
class FraudCheckEvent(Event):
    """Something happened to a check; `about` is its subject, such as `ticket:12`."""

    subject_type: ClassVar[str] = "fraud_check"
    fraud_check: int
    about: str
    status: str


@dataclass(frozen=True, kw_only=True)
class FraudAsked(FraudCheckEvent):
    """The five questions were asked."""

    type: ClassVar[str] = "fraud.asked"
    signs: int


@dataclass(frozen=True, kw_only=True)
class FraudDecided(FraudCheckEvent):
    """A supervisor decided, or the day ended."""

    type: ClassVar[str] = "fraud.decided"


@dataclass(frozen=True, kw_only=True)
class FraudTalked(Event):
    """Somebody talked a customer out of it, or tried."""

    type: ClassVar[str] = "fraud.talked"
    subject_type: ClassVar[str] = "dissuasion"
    dissuasion: int
    kind: str
    convinced: bool
    amount: str


@dataclass(frozen=True, kw_only=True)
class FraudCaseEvent(Event):
    """Something happened to a case."""

    subject_type: ClassVar[str] = "fraud_case"
    fraud_case: int
    kind: str


@dataclass(frozen=True, kw_only=True)
class FraudCaseOpened(FraudCaseEvent):
    """A customer was cheated."""

    type: ClassVar[str] = "fraud.case_opened"


@dataclass(frozen=True, kw_only=True)
class FraudStepTaken(FraudCaseEvent):
    """A step was taken; `evidence` are the SHA-256 of what was kept with it."""

    type: ClassVar[str] = "fraud.step_taken"
    step: int
    evidence: list[str]


@dataclass(frozen=True, kw_only=True)
class FraudCaseClosed(FraudCaseEvent):
    """All steps are taken and the outcome is known."""

    type: ClassVar[str] = "fraud.case_closed"


@dataclass(frozen=True, kw_only=True)
class FraudCaseRead(FraudCaseEvent):
    """Somebody read who the customer is."""

    type: ClassVar[str] = "fraud.case_read"
