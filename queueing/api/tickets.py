"""Issuing, listing and reading tickets."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from lobby.branches.access import Person, branch_for
from lobby.branches.api.bodies import Body, Choice, Whole, read_query
from lobby.branches.api.idempotency import Answer
from lobby.branches.api.views import ApiView
from lobby.branches.enums import DeviceKind, Permission
from lobby.branches.models import Branch, Device, Service
from lobby.customers.models import Customer
from lobby.customers.selectors import customer_by_reference
from queueing.api import rights, shapes
from queueing.api.answers import listed_answer, news_answer, note_answer, ticket_answer
from queueing.api.bodies import IssueBody, NoteBody
from queueing.api.posting import Call, PostView, pages_of
from queueing.domain import issuing, notes
from queueing.enums import Source, TicketStatus
from queueing.errors import UnknownCustomer, UnknownService
from queueing.estimate import Wait
from queueing.selectors import api as selectors
