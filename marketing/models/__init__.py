"""Products, checks of suitability, scenarios, prompts, contacts, leads, campaigns."""

from marketing.models.campaigns import Campaign
from marketing.models.leads import Lead, LeadStep
from marketing.models.products import Product, SuitabilityCheck
from marketing.models.prompts import Contact, CoolOff, Prompt, Rule, Scenario
from marketing.models.scripts import ScriptUse
from marketing.models.terms import MarketingTerms

__all__ = [
    "Campaign",
    "Contact",
    "CoolOff",
    "Lead",
    "LeadStep",
    "MarketingTerms",
    "Product",
    "Prompt",
    "Rule",
    "Scenario",
    "ScriptUse",
    "SuitabilityCheck",
]
