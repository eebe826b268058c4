"""SQL statements of each verb; the transaction's own BEGIN and COMMIT are not counted."""

from __future__ import annotations

from collections.abc import Callable

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bench.hall import Hall
from queueing.domain import calling, serving, undoing, waiting
from queueing.domain.issuing import issue
from queueing.enums import ReturnReason, Source
from queueing.models import Ticket

CONTROL = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")


def measure(hall: Hall) -> dict[str, int]:
    """Count every verb once, in the order of a customer's day."""
    session, by = hall.sessions[2], hall.sessions[2].staff.actor
    found: dict[str, int] = {}

    def count(verb: str, act: Callable[[], Ticket | None]) -> Ticket:
        with CaptureQueriesContext(connection) as captured:
            ticket = act()
        found[verb] = sum(not query["sql"].startswith(CONTROL) for query in captured.captured_queries)
        assert ticket is not None
        return ticket

    at = timezone.now()
    who = {"by": by, "at": at}
    for name in ("issue", "issue again"):
        count(name, lambda: issue(hall.branch, service=hall.service, source=Source.KIOSK, **who))
    del found["issue again"]
    ticket = count("call_next", lambda: calling.call_next(session, **who))
    ticket = count("start", lambda: serving.start(ticket, **who))
    ticket = count("hold", lambda: serving.hold(ticket, **who))
    ticket = count("resume", lambda: serving.resume(ticket, session=session, **who))
    ticket = count("finish", lambda: serving.finish(ticket, **who))
    ticket = count("undo", lambda: undoing.undo(ticket, **who))
    ticket = count("send_back", lambda: serving.send_back(ticket, reason=ReturnReason.FORM, **who))
    ticket = count("call_this", lambda: calling.call_this(session, ticket=ticket, reason="bench", **who))
    ticket = count("miss", lambda: waiting.miss(ticket, **who))
    ticket = count("reinstate", lambda: waiting.reinstate(ticket, **who))
    ticket = count("postpone", lambda: waiting.postpone(ticket, **who))
    ticket = count("transfer", lambda: waiting.transfer(ticket, counter=session.counter, **who))
    count("cancel", lambda: waiting.cancel(ticket, reason="bench", **who))
    return found
