"""Calls for support: asking the call-up list, and the answers of whoever is asked."""

from __future__ import annotations

import datetime as dt
from typing import Any

from rest_framework.serializers import CharField, ChoiceField, DateTimeField, IntegerField

from lobby.branches.access import Person, branch_for
from lobby.branches.api.authentication import staff_of
from lobby.branches.api.bodies import Body, Choice, Text, Whole
from lobby.branches.api.idempotency import Answer
from lobby.branches.api.moments import moment
from lobby.branches.enums import Permission, Post
from lobby.live.posting import Call, PostView
from queueing.access import support_call_for, support_call_to_answer
from queueing.api.bodies import reason, service_code
from queueing.api.shapes import Shape
from queueing.api.tickets import service_of
from queueing.domain import support
from queueing.enums.peaks import SupportStatus
from queueing.models import SupportCall


class SupportCallShape(Shape):
    """One person who was asked to help; `minutes` count from the answer to the release."""

    id = IntegerField()
    staff = CharField(help_text="User name")
    status = ChoiceField(SupportStatus.choices)
    asked_at = DateTimeField()
    answered_at = DateTimeField(allow_null=True)
    released_at = DateTimeField(allow_null=True)
    reason = CharField()
    minutes = IntegerField(min_value=0)


class SupportBody(Body):
    """Help that is needed without a peak."""

    post = Choice(Post.choices, default=Post.COUNTER)
    service = service_code(required=False, default="")
    people = Whole(min_value=1, max_value=5, default=1)
    reason = reason()


class DeclineBody(Body):
    """Why somebody cannot come."""

    reason = Text(max_length=120, help_text="Why not, for whoever called")


class BranchSupport(PostView):
    """Ask the call-up list for help without a peak."""

    about = "support"
    operation = "support-request"
    body = SupportBody
    answers = {200: SupportCallShape(many=True)}

    def act(self, call: Call, code: str) -> Answer:
        """Ask the list and answer whoever was asked, none when nobody is left."""
        branch = branch_for(call.person, code, Permission.PEAK_RUN)
        staff_of(call.person)
        skill = service_of(branch, call.values["service"]).code if call.values["service"] else ""
        request = support.request_support(
            branch,
            by=call.by,
            at=call.at,
            post=Post(call.values["post"]),
            skill=skill,
            people=call.values["people"],
            reason=call.values["reason"],
        )
        calls = request.calls.select_related("staff").order_by("pk")
        return Answer(200, [call_answer(one, call.at) for one in calls])


class SupportVerb(PostView):
    """A verb of whoever is asked that answers the call; whoever runs the plan may note it for them."""

    about = "support"
    answers = {200: SupportCallShape}

    def act(self, call: Call, call_id: int) -> Answer:
        """Fetch through the person, call one verb and answer."""
        found = self.find(call.person, call_id)
        return Answer(200, call_answer(self.change(call, found), call.at))

    def find(self, person: Person, call_id: int) -> SupportCall:
        """The call that the person may answer."""
        return support_call_to_answer(person, call_id)

    def change(self, call: Call, found: SupportCall) -> SupportCall:
        """Call one verb."""
        raise NotImplementedError


class AcceptCall(SupportVerb):
    """Come and help; minutes count from now."""

    operation = "support-accept"

    def change(self, call: Call, found: SupportCall) -> SupportCall:
        """Accept."""
        return support.accept(found, by=call.by, at=call.at)


class DeclineCall(SupportVerb):
    """Say why one cannot come; the next of the list is asked."""

    operation = "support-decline"
    body = DeclineBody

    def change(self, call: Call, found: SupportCall) -> SupportCall:
        """Decline."""
        return support.decline(found, by=call.by, at=call.at, reason=call.values["reason"])


class ReleaseCall(SupportVerb):
    """The help is over."""

    operation = "support-release"

    def find(self, person: Person, call_id: int) -> SupportCall:
        """Anybody's for whoever runs the plan."""
        return support_call_for(person, call_id)

    def change(self, call: Call, found: SupportCall) -> SupportCall:
        """Release."""
        return support.release(found, by=call.by, at=call.at)


def call_answer(call: SupportCall, at: dt.datetime) -> dict[str, Any]:
    """A call as the API tells it."""
    return {
        "id": call.pk,
        "staff": call.staff.username,
        "status": call.status,
        "asked_at": moment(call.asked_at),
        "answered_at": moment(call.answered_at),
        "released_at": moment(call.released_at),
        "reason": call.reason,
        "minutes": call.minutes(at),
    }
