"""Papers of a ticket: the pre-review, the filled forms, and what a customer brings along."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BooleanField, CharField, ChoiceField, DateTimeField, IntegerField

from lobby.branches.access import Person
from lobby.branches.api.authentication import person_of
from lobby.branches.api.bodies import MAX_BIGINT, Body, Choice, Flag, Text, Whole
from lobby.branches.api.idempotency import Answer
from lobby.branches.api.moments import moment
from lobby.branches.api.views import ApiView
from lobby.live.posting import Call, PostView
from queueing import access
from queueing.api import rights
from queueing.api.shapes import Shape
from queueing.domain.eforms import note_reading
from queueing.domain.prereview import Check, review
from queueing.enums.eforms import FieldKind, FormStatus
from queueing.enums.prereview import DocState
from queueing.models import Ticket
from queueing.selectors.eforms import Line, Paper, filled_papers_of
from queueing.selectors.prereview import Document, Reviewed, reviewed
from queueing.views.loading import load


class DocumentShape(Shape):
    """A document that the service asks for; `state` is null before anybody has looked."""

    document = IntegerField()
    name_zh = CharField()
    name_en = CharField()
    required = BooleanField()  # type: ignore[assignment]
    copies = IntegerField(min_value=0)
    state = ChoiceField(DocState.choices, allow_null=True)
    copied = BooleanField()
    ready = BooleanField()


class ReviewShape(Shape):
    """The papers of a ticket; `passed` is true when they were found ready for its present service."""

    passed = BooleanField()
    by = CharField(allow_null=True)
    at = DateTimeField(allow_null=True)
    documents = DocumentShape(many=True)


class FormLineShape(Shape):
    """A line of a form. Phone and identity numbers are masked but for whoever serves the ticket."""

    key = CharField()
    kind = ChoiceField(FieldKind.choices)
    label_zh = CharField()
    label_en = CharField()
    value = CharField()
    marked = BooleanField(help_text="To be corrected")


class FormShape(Shape):
    """A filled form."""

    id = IntegerField()
    template = CharField(help_text="Code of the template")
    edition = IntegerField(help_text="Version of the template, frozen with the form")
    version = IntegerField(help_text="Rises when a signed form is changed")
    status = ChoiceField(FormStatus.choices)
    filled_at = DateTimeField()
    signed_at = DateTimeField(allow_null=True)
    lines = FormLineShape(many=True)


class DocumentCheckBody(Body):
    """What was found of one document."""

    document = Whole(min_value=1, max_value=MAX_BIGINT)
    state = Choice(DocState.choices)
    copied = Flag(default=False)


class ReviewBody(Body):
    """What was found; documents left out stay as they were."""

    documents = serializers.ListField(child=DocumentCheckBody(), max_length=40, default=list)
    passed = Flag(default=False, help_text="Ready: needs every required document present and copied")


class LoadBody(Body):
    """What the customer shows."""

    code = Text(max_length=60, help_text="A one-time pre-fill token or the continuation code of a case")


class TicketReview(PostView):
    """GET: the documents of the ticket's service and how they stand. POST: keep what was found at the pre-review."""

    about = "papers"
    operation = {"GET": "ticket-papers", "POST": "ticket-review"}
    body = ReviewBody
    answers = {"GET": {200: ReviewShape}, "POST": {200: ReviewShape}}

    def get(self, request: Request, ticket_id: int) -> Response:
        """For everybody who sees the floor."""
        return Response(review_answer(reviewed(access.ticket_for(person_of(request), ticket_id))))

    def act(self, call: Call, ticket_id: int) -> Answer:
        """For whoever manages tickets."""
        ticket = access.ticket_to_manage(call.person, ticket_id)
        checks = {one["document"]: Check(DocState(one["state"]), one["copied"]) for one in call.values["documents"]}
        review(ticket, by=call.by, at=call.at, checks=checks, passed=call.values["passed"])
        return Answer(200, review_answer(reviewed(ticket)))


class TicketForms(ApiView):
    """The forms that were filled in for a ticket. Reading them is written down in the journal."""

    about = "papers"
    operation = "ticket-forms"
    answers = {200: FormShape(many=True)}

    def get(self, request: Request, ticket_id: int) -> Response:
        """In full for whoever serves the ticket, masked for others who see the floor."""
        person = person_of(request)
        return Response(forms_answer(access.ticket_for(person, ticket_id), person))


class TicketLoad(PostView):
    """Load a filled form or a case at a ticket, without typing it again."""

    about = "papers"
    operation = "ticket-load"
    body = LoadBody
    answers = {200: FormShape(many=True)}

    def act(self, call: Call, ticket_id: int) -> Answer:
        """For whoever holds or manages the ticket."""
        ticket = rights.ticket_to_take_out(call.person, ticket_id)
        load(ticket, by=call.person, at=call.at, code=call.values["code"])
        return Answer(200, {"ticket": ticket.pk})

    def told(self, call: Call, kept: Any) -> Any:
        """The forms as they are now, with as much of them as the caller may see now."""
        return forms_answer(access.ticket_for(call.person, kept["ticket"]), call.person)


def review_answer(found: Reviewed) -> dict[str, Any]:
    """A ticket's papers as JSON."""
    row = found.review
    return {
        "passed": row is not None and row.has_passed,
        "by": row.by_name if row else None,
        "at": moment(row.at) if row else None,
        "documents": [document_answer(one) for one in found.documents],
    }


def document_answer(document: Document) -> dict[str, Any]:
    """One document as JSON."""
    asked, check = document.requirement, document.check
    return {
        "document": asked.pk,
        "name_zh": asked.name_zh,
        "name_en": asked.name_en,
        "required": asked.is_required,
        "copies": asked.copies,
        "state": check.state.value if check else None,
        "copied": check is not None and check.is_copied,
        "ready": document.is_ready,
    }


def forms_answer(ticket: Ticket, person: Person) -> list[dict[str, Any]]:
    """A ticket's forms as JSON; the reading is written down (1 query, and the journal's statement where there are any)."""
    in_full = is_serving(person, ticket)
    papers = filled_papers_of(ticket)
    for paper in papers:
        assert paper.form is not None  # filled ones only
        paper.form.ticket = ticket
        note_reading(paper.form, by=person.actor, at=timezone.now(), purpose="api", in_full=in_full)
    return [form_answer(paper, in_full=in_full) for paper in papers]


def is_serving(person: Person, ticket: Ticket) -> bool:
    """Whether the ticket is in this person's hands."""
    session = ticket.session
    is_own = session is not None and session.staff_id == access.staff_id(person) and session.closed_at is None
    return is_own and ticket.status in rights.HELD


def form_answer(paper: Paper, *, in_full: bool) -> dict[str, Any]:
    """One form as JSON."""
    form = paper.form
    assert form is not None  # filled ones only
    return {
        "id": form.pk,
        "template": paper.template.code,
        "edition": paper.template.version,
        "version": form.version,
        "status": str(form.status),
        "filled_at": moment(form.filled_at),
        "signed_at": moment(form.signed_at),
        "lines": [line_answer(line, in_full=in_full) for line in paper.lines("en", in_full=in_full)],
    }


def line_answer(line: Line, *, in_full: bool) -> dict[str, Any]:
    """One line as JSON."""
    is_hidden = line.field.is_sensitive and not in_full
    return {
        "key": line.field.key,
        "kind": line.field.kind.value,
        "label_zh": line.field.label_zh,
        "label_en": line.field.label_en,
        "value": line.shown if is_hidden else line.value,
        "marked": line.is_marked,
    }
