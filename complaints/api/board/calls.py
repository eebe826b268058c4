"""Calls that read complaints."""

from __future__ import annotations

from typing import ClassVar

from django.utils import timezone
from rest_framework.request import Request
from rest_framework.response import Response

from complaints.access.cases import complaint_for, complaints_for
from complaints.api.board.bodies import ComplaintListQuery
from complaints.api.board.shapes import ComplaintReadShape, ComplaintSeenShape, card_answer, case_answer
from complaints.api.cases.calls import ReceiveComplaint
from complaints.api.cases.shapes import ComplaintShape
from complaints.domain import reading
from complaints.selectors.board import listed, overdue_tasks
from complaints.selectors.case import case_of
from lobby.branches.access import branch_for, permissions_at
from lobby.branches.api.authentication import person_of, staff_of
from lobby.branches.api.bodies import read_query
from lobby.branches.api.views import ApiView
from lobby.branches.enums import Permission


class BranchComplaints(ReceiveComplaint):
    """GET: complaints of the branch, the open ones unless asked otherwise, in the order they came in.

    POST: note one. Everybody of the branch may; whoever it is about does not own it and sees nothing of it.
    """

    operation: ClassVar[str | dict[str, str]] = {"GET": "complaint-list", "POST": "complaint-receive"}
    query = ComplaintListQuery
    answers = {"GET": {200: ComplaintSeenShape(many=True)}, "POST": {201: ComplaintShape}}

    def get(self, request: Request, code: str) -> Response:
        """List complaints."""
        staff, wished = staff_of(person_of(request)), read_query(ComplaintListQuery, request)
        branch = branch_for(staff, code, Permission.COMPLAINT_VIEW)
        found = complaints_for(staff).filter(branch=branch)
        return Response([card_answer(card) for card in listed(found, wished, at=timezone.now())])


class OneComplaint(ApiView):
    """A complaint with its timeline. Reading it is written into its log."""

    about = "complaints"
    operation = "complaint-read"
    answers = {200: ComplaintReadShape}

    def get(self, request: Request, complaint_id: int) -> Response:
        """Read it."""
        staff, at = staff_of(person_of(request)), timezone.now()
        complaint = complaint_for(staff, complaint_id)
        reading.opened(complaint, by=staff, at=at, way=reading.PROGRAM)
        held = permissions_at(staff, complaint.branch)
        case = case_of(complaint, staff=staff, held=held, at=at)
        return Response(case_answer(case, overdue_tasks([complaint], at=at).get(complaint.pk, 0)))
