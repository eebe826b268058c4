"""What the panels of the teller workstation show. They know a person's id, never the person."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import get_language_info

from lobby.branches.calendar import business_date, day_bounds
from lobby.branches.models import Branch, Service
from lobby.branches.policies import policy_of
from lobby.live.scopes import Scope, branch_of
from queueing.domain.ordering import queue_of
from queueing.domain.settling import DAY_END
from queueing.enums import PauseReason, Trait
from queueing.estimate import waits_by_service
from queueing.forms.teller import OUTCOMES
from queueing.models import CounterSession
from queueing.panels.teller import acts
from queueing.selectors import teller
from queueing.selectors.lines import issuing_of, minutes_of, refusals
from queueing.selectors.preparation import unprepared
from queueing.selectors.teller import Desk

# Service takes twice its standard time: the third level of the timer, after "on target" and "over".
FAR_OVER = 2


def desk(scope: Scope) -> dict[str, Any]:
    """The ticket at the own counter and every act that is possible now (5 queries at most; 3 without a session)."""
    found = teller.desk_of(scope.audience_id, scope.branch_id, at=scope.at)
    if found is None:
        return {"desk": None, **last_end(scope)}
    return {
        "desk": found,
        "ticket": found.ticket and about(found, at=scope.at, language=scope.language),
        "pause_reason": found.state == "paused" and PauseReason(found.session.pause_reason).label,
        "primary": acts.primary(found),
        "acts": acts.secondary(found, at=scope.at),
        "outcomes": OUTCOMES,
        "undo_until": found.last and found.last.ended_at + dt.timedelta(seconds=found.policy.undo_within_s),  # type: ignore[operator]
    }


def about(desk: Desk, *, at: dt.datetime, language: str) -> dict[str, Any]:
    """Words, forms and timers of the ticket at the counter. Times are seconds or moments.

    Of forms it shows what is sensitive masked; seen in full they are opened on purpose, which is written down.
    """
    ticket, policy = desk.ticket, desk.policy
    assert ticket is not None  # asked for a ticket at the counter
    target_s = policy.wait_target_s(ticket.service.complexity)
    waited_s, standard_s = ticket.waited_s(at), ticket.service.standard_minutes * 60
    return {
        "row": ticket,
        "papers": [(paper, paper.lines(language, in_full=False)) for paper in desk.papers],
        "traits": [Trait(code).label for code in ticket.traits if code in Trait.values],
        "language": get_language_info(ticket.language)["name_translated"],
        "waited_min": waited_s // 60,
        "wait_level": level(waited_s, target_s, policy.long_wait_s),
        "quoted_min": None if ticket.quoted_p50_s is None else round(ticket.quoted_p50_s / 60),
        # Time on hold is not service: the timer begins so much later.
        "served_from": ticket.started_at and ticket.started_at + dt.timedelta(seconds=ticket.held_s),
        "serve_target_s": standard_s,
        "serve_late_s": standard_s * FAR_OVER,
        "call_target_s": policy.no_show_after_s // 2,
        "call_late_s": policy.no_show_after_s,
    }


def level(seconds: int, attention_s: int, late_s: int) -> str:
    """`fine`, `attention` or `late`."""
    if seconds >= late_s:
        return "late"
    return "attention" if seconds >= attention_s else "fine"


def line(scope: Scope) -> dict[str, Any]:
    """The bottom line: who waits for this counter (numbers only), the own day, the wait of a newcomer (8 queries)."""
    session = teller.open_session(scope.audience_id, scope.branch_id)
    if session is None:
        return {"session": None}
    policy = policy_of(session.branch, session.day)
    waiting, numbers = queue_of(session, policy, at=scope.at)
    served, mean_s = teller.own_day(scope.audience_id, scope.branch_id, session.day)
    return {
        "session": session,
        "waiting": waiting,
        "numbers": numbers,
        "more": waiting - len(numbers),
        "served": served,
        "mean_min": None if mean_s is None else round(mean_s / 60),
        "joining": joining(session, at=scope.at),
    }


def joining(session: CounterSession, *, at: dt.datetime) -> dict[str, Any] | None:
    """The slowest of this counter's services for somebody who took a ticket now (4 queries, 5 with a daily cap).

    None where none of them gives numbers.
    """
    services = list(Service.objects.filter(pk__in=session.services_in_force))
    stopped = refusals(session.branch, issuing_of(session.branch, at=at).day, services, at=at)
    waits = waits_by_service(session.branch, at=at)
    found = [waits[one.pk] for one in services if not stopped[one.pk] and one.pk in waits]
    slowest = max(found, key=lambda wait: (wait.needs_opening, wait.p50_s), default=None)
    if slowest is None:
        return None
    return {"minutes": minutes_of(slowest.p50_s), "needs_opening": slowest.needs_opening}


def targets(scope: Scope) -> dict[str, Any]:
    """Counters and people a customer can be handed on to (2 queries)."""
    sessions = teller.open_sessions(scope.branch_id)
    places = {session.staff_id: session.counter for session in sessions}
    people = teller.colleagues(scope.branch_id)
    return {"sessions": sessions, "people": [(person, places.get(person.pk)) for person in people]}


def choice(scope: Scope) -> dict[str, Any]:
    """The counters to choose from with what bars them, and how the last session ended if somebody else ended it
    (10 queries at most).
    """
    branch = branch_of(scope)
    date = business_date(branch, scope.at)
    choices = teller.counter_choices(scope.audience_id, scope.branch_id)
    return {
        "own": teller.open_session(scope.audience_id, scope.branch_id),
        "choices": choices,
        "unprepared": unprepared(branch, date, [one.counter for one in choices]),
        "is_day_closed": teller.is_day_closed(scope.branch_id, date),
        **ending(scope, branch),
    }


def last_end(scope: Scope) -> dict[str, Any]:
    """How the session ended that this page was opened for (3 queries at most)."""
    return ending(scope, branch_of(scope))


def ending(scope: Scope, branch: Branch) -> dict[str, Any]:
    """`ended` when somebody or the end of the day closed the person's last session today (2 queries at most)."""
    since, _next = day_bounds(branch, business_date(branch, scope.at))
    found = teller.ended_session(scope.audience_id, scope.branch_id, since=since)
    return {"ended": found, "ended_by_day": found is not None and found.session.close_reason == DAY_END}
