"""Products, checks of suitability, scenarios, prompts, contacts, leads, campaigns, messages, follow-ups."""

from marketing.models.campaigns import Campaign
from marketing.models.follow import FollowUp, FollowUpRule
from marketing.models.leads import Lead, LeadStep
from marketing.models.messages import Message
from marketing.models.products import Product, SuitabilityCheck
from marketing.models.prompts import Contact, CoolOff, Prompt, Rule, Scenario
from marketing.models.terms import MarketingTerms

__all__ = [
    "Campaign",
    "Contact",
    "CoolOff",
    "FollowUp",
    "FollowUpRule",
    "Lead",
    "LeadStep",
    "MarketingTerms",
    "Message",
    "Product",
    "Prompt",
    "Rule",
    "Scenario",
    "SuitabilityCheck",
]
