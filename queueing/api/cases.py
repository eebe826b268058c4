"""Work begun online that goes on in a branch."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BooleanField, CharField, ChoiceField, DateTimeField, IntegerField

from lobby.branches.access import branch_for
from lobby.branches.api.authentication import person_of
from lobby.branches.api.bodies import MAX_BIGINT, Body, Flag, Text, Whole
from lobby.branches.api.idempotency import Answer
from lobby.branches.api.moments import moment
from lobby.branches.api.views import ApiView
from lobby.branches.enums import Permission
from lobby.live import journal
from lobby.live.posting import Call, PostView
from queueing.api import rights
from queueing.api.bodies import LANGUAGE, service_code
from queueing.api.pages import page_beside, pages_of
from queueing.api.shapes import Shape
from queueing.api.tickets import customer_of, service_of
from queueing.domain.cases import resume_case, start_case
from queueing.domain.eforms import fill
from queueing.enums.eforms import FormSource
from queueing.errors.eforms import UnknownLine
from queueing.events.cases import CaseRead
from queueing.models import FormTemplate, ServiceCase
from queueing.selectors.cases import CASES, case_by_code, progress_of

STEPS = ["fill", "sign", "documents", "counter"]


class StepShape(Shape):
    """One step of a case."""

    kind = ChoiceField(STEPS)
    name = CharField()
    done = BooleanField()


class CaseShape(Shape):
    """A case with its steps; `next` is the place of the step where it goes on, null when all is done."""

    code = CharField(help_text="What the customer tells in the branch")
    branch = CharField()
    service = CharField()
    bank_wide = BooleanField()
    expires_at = DateTimeField()
    ticket = IntegerField(allow_null=True, help_text="Ticket that it goes on with")
    steps = StepShape(many=True)
    next = IntegerField(allow_null=True, min_value=0)
    page_url = CharField(help_text="The customer's own page of the case")


class FilledBody(Body):
    """A form that was filled in elsewhere; it may have gaps."""

    template = Text(max_length=20, help_text="Code of a form of the service")
    values = serializers.DictField(child=Text(max_length=200))


class CaseBody(Body):
    """Work that begins online."""

    service = service_code()
    customer = Text(
        max_length=40, allow_null=True, default=None, help_text="The core system's number of a known customer"
    )
    language = Text(max_length=10, validators=[LANGUAGE], default="zh-hans")
    bank_wide = Flag(default=False, help_text="May go on at any branch")
    forms = serializers.ListField(child=FilledBody(), max_length=10, default=list)


class ResumeBody(Body):
    """The ticket that the case goes on with."""

    ticket = Whole(min_value=1, max_value=MAX_BIGINT)


class CaseView(PostView):
    """A post that answers with a case as it is now: its code is nowhere kept in clear."""

    def told(self, call: Call, kept: Any) -> Any:
        """Read the case."""
        return case_answer(CASES.get(pk=kept["case"]), pages_of(call.request))


class BranchCases(CaseView):
    """Begin a case; the answer carries its continuation code. Forms given with it need not be typed again."""

    about = "cases"
    operation = "case-start"
    body = CaseBody
    answers = {201: CaseShape}

    def act(self, call: Call, code: str) -> Answer:
        """For whoever may issue tickets at the branch."""
        branch = branch_for(call.person, code, Permission.TICKET_ISSUE)
        wished = call.values
        service = service_of(branch, wished["service"])
        case = start_case(
            branch,
            by=call.by,
            at=call.at,
            service=service,
            customer=customer_of(branch, wished["customer"]),
            language=wished["language"],
            is_bank_wide=wished["bank_wide"],
        )
        for form in wished["forms"]:
            template = FormTemplate.objects.filter(service=service, code=form["template"], is_active=True).first()
            if template is None:
                raise UnknownLine
            fill(
                template,
                by=call.by,
                at=call.at,
                holder=case,
                source=FormSource.API,
                typed=form["values"],
                is_final=False,
            )
        return Answer(201, {"case": case.pk})


class OneCase(ApiView):
    """A case by its continuation code: what is done, what remains. Reading it is written down in the journal."""

    about = "cases"
    operation = "case"
    answers = {200: CaseShape}

    def get(self, request: Request, code: str) -> Response:
        """For staff who see the floor of its branch, of any branch where the case is the whole bank's."""
        person, at = person_of(request), timezone.now()
        case = case_by_code(person, code)
        with journal.unit(by=person.actor, at=at):
            journal.record(CaseRead(branch_id=case.branch_id, case=case.pk, service=case.service.code))
        return Response(case_answer(case, pages_of(request)))


class ResumeCase(CaseView):
    """Go on with a case at a ticket: its forms are loaded there."""

    about = "cases"
    operation = "case-resume"
    body = ResumeBody
    answers = {200: CaseShape}

    def act(self, call: Call, code: str) -> Answer:
        """For whoever holds or manages the ticket."""
        case = case_by_code(call.person, code)
        ticket = rights.ticket_to_take_out(call.person, call.values["ticket"])
        resume_case(case, by=call.by, at=call.at, ticket=ticket)
        return Answer(200, {"case": case.pk})


def case_answer(case: ServiceCase, pages: str) -> dict[str, Any]:
    """A case as JSON."""
    progress = progress_of(case)
    steps = progress.steps
    return {
        "code": case.code,
        "branch": case.branch.code,
        "service": case.service.code,
        "bank_wide": case.is_bank_wide,
        "expires_at": moment(case.expires_at),
        "ticket": case.ticket_id,
        "steps": [{"kind": step.kind, "name": step.name, "done": step.is_done} for step in steps],
        "next": steps.index(progress.next_step) if progress.next_step else None,
        "page_url": page_beside(pages, "case", case.page_token),
    }
