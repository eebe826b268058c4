"""A customer is forgotten: what colleagues wrote about them, and what was written to them, goes; figures stay (R29)."""

from __future__ import annotations

import datetime as dt

from lobby.branches.actors import Actor
from lobby.live.events import Event
from marketing.models import FollowUp, Lead, LeadStep, Message, ScanInterest


def when_forgotten(event: Event, by: Actor, at: dt.datetime) -> None:
    """Leads, follow-ups and messages lose their words (5 statements). What was open has ended with the consents."""
    customer = event.payload()["customer"]
    Lead.objects.filter(customer=customer).update(note="", end_reason="")
    LeadStep.objects.filter(lead__customer=customer).update(reason="")
    FollowUp.objects.filter(customer=customer).update(note="", cancel_reason="")
    Message.objects.filter(customer=customer).update(title="", body="", recipient="", forgotten_at=at)
    ScanInterest.objects.filter(customer=customer).delete()
