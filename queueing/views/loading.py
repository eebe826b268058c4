"""What a customer shows at the counter: a one-time pre-fill token, or the code of a case to go on with."""

from __future__ import annotations

import datetime as dt

from lobby.branches.access import Person
from queueing.domain.cases import CODE_LENGTH, resume_case
from queueing.domain.prefill import use_token
from queueing.models import Ticket
from queueing.selectors.cases import case_by_code


def load(ticket: Ticket, *, by: Person, at: dt.datetime, code: str) -> None:
    """Load whatever the code stands for at the ticket. Raises UnknownCase, UnknownToken and what those verbs raise."""
    typed = "".join(code.split())
    if len(typed.replace("-", "")) <= CODE_LENGTH + 1:
        resume_case(case_by_code(by, typed), by=by.actor, at=at, ticket=ticket)
    else:
        use_token(ticket, by=by.actor, at=at, token=typed)
