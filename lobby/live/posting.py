"""How every POST of the API runs: read, then check rights and do the work in one transaction, once for each key."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from rest_framework.request import Request
from rest_framework.response import Response

from lobby.branches.access import Person
from lobby.branches.actors import Actor
from lobby.branches.api.authentication import person_of
from lobby.branches.api.bodies import read
from lobby.branches.api.idempotency import Answer, answer_once
from lobby.branches.api.views import ApiView
from lobby.live import journal


@dataclass(frozen=True, slots=True)
class Call:
    """Who calls, when, with what; `request` says by which address the caller came."""

    person: Person
    at: dt.datetime
    values: dict[str, Any]
    request: Request

    @property
    def by(self) -> Actor:
        """The caller as the `by` of a verb."""
        return self.person.actor


class PostView(ApiView):
    """A view that changes something: `act` fetches through the person, calls one verb and answers."""

    act: Callable[..., Answer]

    def post(self, request: Request, **where: Any) -> Response:
        """Run `act` once; a refusal leaves nothing behind."""
        call = Call(person_of(request), timezone.now(), read(self.body, request), request)
        unit = journal.unit(by=call.by, at=call.at)
        response = answer_once(request, lambda: self.act(call, **where), within=unit)
        response.data = self.told(call, response.data)
        return response

    def told(self, call: Call, kept: Any) -> Any:
        """The body that the caller gets. Answers are kept with their key: what lies encrypted elsewhere is added here."""
        return kept
