"""Products, checks of suitability, scenarios, prompts, contacts, leads, campaigns, messages, follow-ups."""

from marketing.models.campaigns import Campaign, CampaignCost, CampaignDuty
from marketing.models.codes import Activation, Decor, MaterialCode, ScanDay, ScanInterest
from marketing.models.contributions import Contribution, ContributionEntry, Pair
from marketing.models.follow import FollowUp, FollowUpRule
from marketing.models.leads import Lead, LeadStep, Referral
from marketing.models.messages import Message
from marketing.models.needs import Need, PromptSkip
from marketing.models.products import Product, ProductEvidence, SuitabilityCheck
from marketing.models.prompts import Contact, CoolOff, Prompt, Rule, Scenario
from marketing.models.salons import Draw, Event, EventGuest, PrizeIssue
from marketing.models.scripts import ScriptUse
from marketing.models.terms import MarketingTerms

__all__ = [
    "Activation",
    "Campaign",
    "CampaignCost",
    "CampaignDuty",
    "Contact",
    "Contribution",
    "ContributionEntry",
    "CoolOff",
    "Decor",
    "Draw",
    "Event",
    "EventGuest",
    "FollowUp",
    "FollowUpRule",
    "Lead",
    "LeadStep",
    "MarketingTerms",
    "MaterialCode",
    "Message",
    "Need",
    "Pair",
    "PrizeIssue",
    "Product",
    "ProductEvidence",
    "Prompt",
    "PromptSkip",
    "Referral",
    "Rule",
    "ScanDay",
    "ScanInterest",
    "Scenario",
    "ScriptUse",
    "SuitabilityCheck",
]
