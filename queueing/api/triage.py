"""Advice: every way a need can be served now, and which one to propose."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language
from rest_framework import serializers
from rest_framework.serializers import BooleanField, CharField, ChoiceField, IntegerField, ListField

from lobby.branches.access import branch_for
from lobby.branches.api.bodies import Body, Choice, Text
from lobby.branches.api.idempotency import Answer
from lobby.branches.enums import Channel, Permission
from lobby.branches.models import Device
from lobby.live.posting import Call, PostView
from queueing.api.bodies import service_code
from queueing.api.shapes import Shape, WaitShape
from queueing.api.tickets import customer_of, service_of
from queueing.enums import Trait
from queueing.triage.advice import Advice, Told, advise


class TriageBody(Body):
    """A need and who has it."""

    service = service_code()
    traits = serializers.ListField(child=Choice(Trait.choices), max_length=10, default=list)
    customer = Text(
        max_length=40, allow_null=True, default=None, help_text="The core system's number of a known customer"
    )


class TriageOptionShape(Shape):
    """One way to be served."""

    channel = ChoiceField(Channel.choices)
    zone = CharField(allow_null=True, help_text="Code of the zone to go to")
    service = CharField()
    device = CharField(allow_null=True, help_text="Code of the machine, for a machine's channel")
    wait = WaitShape()
    service_s = IntegerField(min_value=0, help_text="Predicted seconds of service after the wait")
    finish_s = IntegerField(min_value=0, help_text="Predicted seconds until done: wait and service")
    is_open = BooleanField(help_text="False where nobody serves this need now")
    own_wish = BooleanField(help_text="Only for a customer who asks for it: never proposed")
    reason = CharField(help_text="Why this way is proposed or not, in one sentence")


class TriageShape(Shape):
    """The proposed way first, the others by their predicted end."""

    recommended = ChoiceField(Channel.choices)
    options = TriageOptionShape(many=True)
    documents = ListField(child=CharField(), help_text="What to have ready")
    booking_url = CharField(allow_null=True, help_text="Where to book instead, when a wealth manager is not free")
    advice = CharField(help_text="Send it back with `channel` when issuing, within 15 minutes")


class Triage(PostView):
    """Compare the ways to serve a need. It writes nothing: issue with `advice` and `channel` to record the decision."""

    about = "triage"
    operation = "triage"
    body = TriageBody
    answers = {200: TriageShape}

    def act(self, call: Call, code: str) -> Answer:
        """Weigh the ways; whoever calls from a device cannot go along to a video teller."""
        branch = branch_for(call.person, code, Permission.TICKET_ISSUE)
        found = advise(
            branch,
            service_of(branch, call.values["service"]),
            at=call.at,
            traits=call.values["traits"],
            customer=customer_of(branch, call.values["customer"]),
            accompanied=not isinstance(call.person, Device),
        )
        return Answer(200, advice_answer(found))


def advice_answer(advice: Advice) -> dict[str, Any]:
    """The advice in codes, seconds and sentences."""
    return {
        "recommended": advice.choice.option.channel.value,
        "options": [option_answer(told, advice.service.code) for told in advice.told],
        "documents": advice.service.documents(get_language() or "zh-hans"),
        "booking_url": f"/book/{advice.branch.code}/?service={advice.service.code}" if advice.books_instead else None,
        "advice": advice.token,
    }


def option_answer(told: Told, service: str) -> dict[str, Any]:
    """One way."""
    option = told.option
    return {
        "channel": option.channel.value,
        "zone": option.zone.code if option.zone else None,
        "service": service,
        "device": option.device.code if option.device else None,
        "wait": {"p50_s": option.wait_p50_s, "p90_s": option.wait_p90_s},
        "service_s": option.service_s,
        "finish_s": option.finish_s,
        "is_open": option.is_open,
        "own_wish": told.at_own_wish,
        "reason": told.reason,
    }
