"""Leads: from an interest to a deal or an end, each step by whoever may take it."""

from marketing.domain.leads.creating import create
from marketing.domain.leads.ending import lose, win, withdraw
from marketing.domain.leads.offering import accept, decline, expire, offer
from marketing.domain.leads.working import assess, contact, propose

__all__ = [
    "accept",
    "assess",
    "contact",
    "create",
    "decline",
    "expire",
    "lose",
    "offer",
    "propose",
    "win",
    "withdraw",
]
