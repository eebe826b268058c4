"""Calls: note a complaint, and every verb."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, ClassVar

from complaints.access.cases import complaint_for, complaints_for
from complaints.api.cases import bodies
from complaints.api.cases.finding import meant, person_of, ticket_of
from complaints.api.cases.shapes import ComplaintShape, complaint_answer
from complaints.domain import cases
from complaints.errors.cases import NotTheSameMatter
from complaints.models import Complaint
from lobby.branches.access import branch_for
from lobby.branches.api.authentication import staff_of
from lobby.branches.api.idempotency import Answer
from lobby.branches.enums import Permission
from lobby.branches.models import Staff
from lobby.live.posting import Call, PostView


class ReceiveComplaint(PostView):
    """Note a complaint. Everybody of the branch may; whoever it is about does not own it and sees nothing of it."""

    about = "complaints"
    operation: ClassVar[str | dict[str, str]] = "complaint-receive"
    body = bodies.ReceiveBody
    answers = {201: ComplaintShape}

    def act(self, call: Call, code: str) -> Answer:
        """Fetch, receive, answer."""
        staff = staff_of(call.person)
        branch = branch_for(staff, code, Permission.COMPLAINT_CAPTURE)
        values = with_amount(meant(branch, call.values))
        if "ticket" in values:
            values["ticket"] = ticket_of(branch, values["ticket"])
        values["representatives"] = [cases.Speaker(**one) for one in values.get("representatives", [])]
        channel = values.pop("receipt_channel")
        complaint = cases.receive(branch, by=call.by, at=call.at, channel=channel, **values)
        answer = complaint_answer(complaint, at=call.at)
        if complaint.about_staff_id == staff.pk:
            # The address is the customer's key to a complaint about the very caller: somebody else hands it out.
            answer["receipt_url"] = ""
        return Answer(201, answer)


def with_amount(values: dict[str, Any]) -> dict[str, Any]:
    """The same with money as a number."""
    return {**values, "amount": Decimal(values["amount"])} if "amount" in values else values


class ComplaintVerb(PostView):
    """One verb; the verb itself checks who may do it."""

    about = "complaints"
    answers = {200: ComplaintShape}
    verb: ClassVar[Callable[..., Any]]

    def act(self, call: Call, complaint_id: int) -> Answer:
        """Fetch, act, answer with the complaint as it is now."""
        staff = staff_of(call.person)
        complaint = complaint_for(staff, complaint_id)
        type(self).verb(complaint, by=staff, at=call.at, **self.values(complaint, staff, call))
        again = Complaint.objects.select_related("owner", "terms").get(pk=complaint.pk)
        return Answer(200, complaint_answer(again, at=call.at))

    def values(self, complaint: Complaint, staff: Staff, call: Call) -> dict[str, Any]:
        """What was sent, as the verb takes it."""
        return with_amount(meant(complaint.branch, call.values))


class Hear(ComplaintVerb):
    """The customer was listened to, before the facts."""

    operation, verb, body = "complaint-hear", cases.hear, bodies.HearBody


class Register(ComplaintVerb):
    """Say what it is: who, how serious, the three codes; 409 `registration_incomplete` names what is `missing`."""

    operation, verb, body = "complaint-register", cases.register, bodies.RegisterBody


class Analyse(ComplaintVerb):
    """The owner begins to look for the cause."""

    operation, verb, body = "complaint-analyse", cases.analyse, bodies.WorkBody


class Plan(ComplaintVerb):
    """The owner says whose doing it was and what is to be done."""

    operation, verb, body = "complaint-plan", cases.plan, bodies.PlanBody


class AmendPlan(ComplaintVerb):
    """The owner changes the plan before it is under way."""

    operation, verb, body = "complaint-amend-plan", cases.amend_plan, bodies.AmendBody


class Resolve(ComplaintVerb):
    """The plan is put to work: by the owner, of a major complaint by the head, who did not write it."""

    operation, verb, body = "complaint-resolve", cases.resolve, bodies.WorkBody


class Decide(ComplaintVerb):
    """The owner tells the customer what was decided; both clocks stop."""

    operation, verb, body = "complaint-decide", cases.decide, bodies.DecideBody


class Settle(ComplaintVerb):
    """Settled on the spot by the card of four steps."""

    operation, verb, body = "complaint-settle", cases.settle, bodies.SettleBody


class Assign(ComplaintVerb):
    """Give it to somebody else."""

    operation, verb, body = "complaint-assign", cases.assign, bodies.AssignBody

    def values(self, complaint: Complaint, staff: Staff, call: Call) -> dict[str, Any]:
        """The person by user name. Raises UnknownPerson."""
        return {"to": person_of(complaint.branch, call.values["owner"])}


class Withdraw(ComplaintVerb):
    """The customer takes it back, said to somebody who handles complaints; it ends at once."""

    operation, verb, body = "complaint-withdraw", cases.withdraw, bodies.WithdrawBody


class Merge(ComplaintVerb):
    """The same matter is complained about already."""

    operation, verb, body = "complaint-merge", cases.merge, bodies.MergeBody

    def values(self, complaint: Complaint, staff: Staff, call: Call) -> dict[str, Any]:
        """The other complaint, which the person must see as well. Raises NotTheSameMatter."""
        into = complaints_for(staff).filter(pk=call.values["into"]).first()
        if into is None:
            raise NotTheSameMatter
        return {"into": into, "text": call.values["text"]}


class Reject(ComplaintVerb):
    """It is not accepted."""

    operation, verb, body = "complaint-reject", cases.reject, bodies.ComplaintRejectBody


class Reopen(ComplaintVerb):
    """A new fact: it is analysed again, with new clocks."""

    operation, verb, body = "complaint-reopen", cases.reopen, bodies.ReopenBody


class Note(ComplaintVerb):
    """Write an internal note."""

    operation, verb, body = "complaint-note", cases.note, bodies.ComplaintNoteBody


class Feedback(ComplaintVerb):
    """The customer was told how it stands; the first time stops the clock of the first feedback."""

    operation, verb, body = "complaint-feedback", cases.feedback, bodies.FeedbackBody


VERBS: dict[str, type[ComplaintVerb]] = {
    "hear": Hear,
    "register": Register,
    "analyse": Analyse,
    "plan": Plan,
    "amend-plan": AmendPlan,
    "resolve": Resolve,
    "decide": Decide,
    "settle": Settle,
    "assign": Assign,
    "withdraw": Withdraw,
    "merge": Merge,
    "reject": Reject,
    "reopen": Reopen,
    "note": Note,
    "feedback": Feedback,
}
