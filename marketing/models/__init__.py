"""Products, checks of suitability, scenarios, prompts, contacts, leads, campaigns."""

from marketing.models.campaigns import Campaign
from marketing.models.contributions import Contribution, ContributionEntry, Pair
from marketing.models.leads import Lead, LeadStep, Referral
from marketing.models.needs import Need, PromptSkip
from marketing.models.products import Product, ProductEvidence, SuitabilityCheck
from marketing.models.prompts import Contact, CoolOff, Prompt, Rule, Scenario
from marketing.models.terms import MarketingTerms

__all__ = [
    "Campaign",
    "Contact",
    "Contribution",
    "ContributionEntry",
    "CoolOff",
    "Lead",
    "LeadStep",
    "MarketingTerms",
    "Need",
    "Pair",
    "Product",
    "ProductEvidence",
    "Prompt",
    "PromptSkip",
    "Referral",
    "Rule",
    "Scenario",
    "SuitabilityCheck",
]
