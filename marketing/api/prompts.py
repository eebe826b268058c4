"""`GET /tickets/{id}/prompt/`: what may be said to the customer of a ticket now, and why, or what silences it."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BooleanField, CharField, ChoiceField, IntegerField

from lobby.branches.api.authentication import person_of
from lobby.branches.api.views import ApiView
from lobby.branches.models import Staff
from marketing.access.prompts import ticket_to_prompt
from marketing.domain.prompting import Candidate, decide
from marketing.enums.needs import Place
from marketing.enums.products import Family
from marketing.enums.prompts import ScenarioCode, Silence

Shape = serializers.Serializer[Any]


class PromptShape(Shape):
    """One prompt: the rule and its scenario, the product, the approved sentence and the line about risk beside it."""

    rule = CharField(help_text="Code of the rule of offers")
    version = IntegerField()
    scenario = ChoiceField(ScenarioCode.choices, allow_null=True)
    family = ChoiceField(Family.choices)
    product = CharField(help_text="The product's code")
    product_name = CharField()
    sentence = CharField(help_text="Approved words, in the customer's language")
    risk_line = CharField(help_text="Stands beside every offer of the product; may be empty")
    place = ChoiceField(Place.choices)
    is_asked_for = BooleanField(help_text="The customer asked for an offer themselves")


class TicketPromptShape(Shape):
    """The decision of this moment; nothing is kept by asking."""

    prompt = PromptShape(allow_null=True)
    why = CharField(help_text="Why this may be said, or why nothing, for staff")
    silenced_by = ChoiceField(Silence.choices, allow_null=True)


class TicketPrompt(ApiView):
    """At most one prompt for the customer of a ticket: only with consent and a need, never in a peak or to somebody upset."""

    about = "prompts"
    operation = "ticket-prompt"
    answers = {200: TicketPromptShape}

    def get(self, request: Request, ticket_id: int) -> Response:
        """Decide; a device proposes nothing that needs a qualification of somebody."""
        person = person_of(request)
        ticket = ticket_to_prompt(person, ticket_id)
        found = decide(ticket, staff=person if isinstance(person, Staff) else None, at=timezone.now())
        prompt = prompt_answer(found.candidate, ticket.language) if found.candidate else None
        return Response({"prompt": prompt, "why": found.why, "silenced_by": found.silenced_by})


def prompt_answer(candidate: Candidate, language: str) -> dict[str, Any]:
    """A candidate as JSON; the sentence as it is said to the customer, the product's name as the reader reads."""
    return {
        "rule": candidate.rule.code,
        "version": candidate.rule.version,
        "scenario": candidate.scenario.code if candidate.scenario else None,
        "family": candidate.rule.family,
        "product": candidate.product.code,
        "product_name": candidate.product.name_in(get_language() or "zh-hans"),
        "sentence": candidate.sentence(language),
        "risk_line": candidate.risk_line(language),
        "place": candidate.place,
        "is_asked_for": candidate.is_asked_for,
    }
