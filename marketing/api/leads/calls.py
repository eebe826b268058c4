"""Calls: note a lead, read one, and every verb."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from rest_framework.request import Request
from rest_framework.response import Response

from lobby.branches.access import branch_for
from lobby.branches.api.authentication import person_of, staff_of
from lobby.branches.api.idempotency import Answer
from lobby.branches.api.views import ApiView
from lobby.branches.enums import Permission
from lobby.live.posting import Call, PostView
from marketing.access.leads import lead_for
from marketing.api.leads import bodies
from marketing.api.leads.finding import cause_of, colleague_of, product_of
from marketing.api.leads.shapes import LeadNotedShape, LeadShape, lead_answer
from marketing.domain import leads
from marketing.models import Lead

WITH = ("creator", "receiver", "product")


class NoteLead(PostView):
    """Note a customer's interest: 201 for a new lead, 200 for one that was open already and is linked (S003)."""

    about = "leads"
    operation: ClassVar[str | dict[str, str]] = "lead-note"
    body = bodies.LeadBody
    answers = {201: LeadNotedShape, 200: LeadNotedShape}

    def act(self, call: Call, code: str) -> Answer:
        """Fetch, note, perhaps offer, answer."""
        staff = staff_of(call.person)
        branch = branch_for(staff, code, Permission.LEAD_CREATE)
        values = cause_of(branch, call.values, by=call.by, at=call.at)
        username = values.pop("to", None)
        to = colleague_of(branch, username) if username else None
        lead, is_new = leads.create(branch, by=staff, at=call.at, **values)
        if to is not None and is_new:
            lead = leads.offer(lead, by=staff, at=call.at, to=to)
        return Answer(201 if is_new else 200, {**lead_answer(read_again(lead)), "is_new": is_new})


def read_again(lead: Lead) -> Lead:
    """The lead as it is now (1 query)."""
    return Lead.objects.select_related(*WITH).get(pk=lead.pk)


class OneLead(ApiView):
    """A lead."""

    about = "leads"
    operation = "lead-read"
    answers = {200: LeadShape}

    def get(self, request: Request, lead_id: int) -> Response:
        """Read it."""
        return Response(lead_answer(lead_for(staff_of(person_of(request)), lead_id)))


class LeadVerb(PostView):
    """One verb; the verb itself checks who may do it."""

    about = "leads"
    answers = {200: LeadShape}
    verb: ClassVar[Callable[..., Any]]

    def act(self, call: Call, lead_id: int) -> Answer:
        """Fetch, act, answer with the lead as it is now."""
        staff = staff_of(call.person)
        lead = lead_for(staff, lead_id)
        type(self).verb(lead, by=staff, at=call.at, **self.values(lead, call))
        return Answer(200, lead_answer(read_again(lead)))

    def values(self, lead: Lead, call: Call) -> dict[str, Any]:
        """What was sent, as the verb takes it."""
        return call.values


class OfferLead(LeadVerb):
    """Hand it to a colleague who works on leads; the colleague's clock runs."""

    operation, verb, body = "lead-offer", leads.offer, bodies.LeadOfferBody

    def values(self, lead: Lead, call: Call) -> dict[str, Any]:
        """The person by user name. Raises UnknownColleague."""
        return {"to": colleague_of(lead.branch, call.values["to"])}


class AcceptLead(LeadVerb):
    """The colleague takes it."""

    operation, verb = "lead-accept", leads.accept


class DeclineLead(LeadVerb):
    """The colleague cannot take it: it lies in the head's pool."""

    operation, verb, body = "lead-decline", leads.decline, bodies.LeadDeclineBody


class ContactLead(LeadVerb):
    """The customer was spoken to; a "no" ends the lead."""

    operation, verb, body = "lead-contact", leads.contact, bodies.LeadContactBody


class AssessLead(LeadVerb):
    """What the customer can bear is known, or need not be."""

    operation, verb = "lead-assess", leads.assess


class ProposeLead(LeadVerb):
    """Propose a product that the gate lets through; 409 `unsuitable` says by which rules it does not."""

    operation, verb, body = "lead-propose", leads.propose, bodies.LeadProposeBody

    def values(self, lead: Lead, call: Call) -> dict[str, Any]:
        """The product by its code. Raises UnknownProduct."""
        values = dict(call.values)
        is_confirmed = values.pop("extra_confirmed")
        return {**values, "product": product_of(values["product"]), "is_extra_confirmed": is_confirmed}


class WinLead(LeadVerb):
    """The deal stands in the core system."""

    operation, verb, body = "lead-win", leads.win, bodies.LeadWinBody


class LoseLead(LeadVerb):
    """Nothing came of what was proposed."""

    operation, verb, body = "lead-lose", leads.lose, bodies.LeadEndBody


class WithdrawLead(LeadVerb):
    """Nobody goes on with it."""

    operation, verb, body = "lead-withdraw", leads.withdraw, bodies.LeadEndBody


VERBS: dict[str, type[LeadVerb]] = {
    "offer": OfferLead,
    "accept": AcceptLead,
    "decline": DeclineLead,
    "contact": ContactLead,
    "assess": AssessLead,
    "propose": ProposeLead,
    "win": WinLead,
    "lose": LoseLead,
    "withdraw": WithdrawLead,
}
