"""The customer card and what hangs on it."""

from lobby.customers.models.cards import Customer, Household, masked
from lobby.customers.models.finding import BankCard, FindTally
from lobby.customers.models.holds import ContactHold
from lobby.customers.models.profile import (
    AssessmentTerms,
    ConsentEntry,
    Holding,
    LifeEvent,
    ProfileView,
    RiskAssessment,
)

__all__ = [
    "AssessmentTerms",
    "BankCard",
    "ConsentEntry",
    "ContactHold",
    "Customer",
    "FindTally",
    "Holding",
    "Household",
    "LifeEvent",
    "ProfileView",
    "RiskAssessment",
    "masked",
]
