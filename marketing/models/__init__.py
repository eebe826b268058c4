"""Products, checks of suitability, scenarios, prompts, contacts, leads, campaigns."""

from marketing.models.campaigns import Campaign
from marketing.models.leads import Lead, LeadStep
from marketing.models.products import Product, ProductEvidence, SuitabilityCheck
from marketing.models.prompts import Contact, CoolOff, Prompt, Rule, Scenario
from marketing.models.terms import MarketingTerms

__all__ = [
    "Campaign",
    "Contact",
    "CoolOff",
    "Lead",
    "LeadStep",
    "MarketingTerms",
    "Product",
    "ProductEvidence",
    "Prompt",
    "Rule",
    "Scenario",
    "SuitabilityCheck",
]
