"""News about assessments; never a level."""

from dataclasses import dataclass
from typing import ClassVar

from lobby.live.events import Event


@dataclass(frozen=True, kw_only=True)
class AssessmentEvent(Event):
    """An assessment of a customer's risk tolerance has changed."""

    subject_type: ClassVar[str] = "assessment"
    assessment: int
    customer: int
    status: str


@dataclass(frozen=True, kw_only=True)
class CustomerAssessed(AssessmentEvent):
    """A customer was assessed; a changed level waits to be confirmed."""

    type: ClassVar[str] = "customer.assessed"


@dataclass(frozen=True, kw_only=True)
class AssessmentConfirmed(AssessmentEvent):
    """The customer confirmed a changed level."""

    type: ClassVar[str] = "customer.assessment_confirmed"


@dataclass(frozen=True, kw_only=True)
class AssessmentRejected(AssessmentEvent):
    """The customer did not confirm it; what was valid before stays so."""

    type: ClassVar[str] = "customer.assessment_rejected"
