"""The customer card and what hangs on it."""

from lobby.customers.models.cards import Customer, Household, masked
from lobby.customers.models.care import CardTerms, KeyDate, Memo, OwnerRule
from lobby.customers.models.finding import BankCard, FindTally
from lobby.customers.models.holds import ContactHold
from lobby.customers.models.imports import CustomerImport, ImportProblem
from lobby.customers.models.profile import (
    AssessmentTerms,
    ConsentEntry,
    Holding,
    LifeEvent,
    ProfileView,
    RiskAssessment,
)
from lobby.customers.models.segments import Segment, SegmentMember

__all__ = [
    "AssessmentTerms",
    "BankCard",
    "CardTerms",
    "ConsentEntry",
    "ContactHold",
    "Customer",
    "CustomerImport",
    "FindTally",
    "Holding",
    "Household",
    "ImportProblem",
    "KeyDate",
    "LifeEvent",
    "Memo",
    "OwnerRule",
    "ProfileView",
    "RiskAssessment",
    "Segment",
    "SegmentMember",
    "masked",
]
