"""The five steps, in their order, done by the customer on the machine (S130, N11)."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import get_language

from devices import guests, readers
from devices.domain.smart.moving import check_customer, check_move, check_note, locked, move
from devices.domain.smart.stalls import stall
from devices.domain.states import held_usable
from devices.enums.smart import IdentityKind, SmartStatus, StallKind
from devices.errors.smart import InputMissing, LineInvalid, SmartServiceOut, UnknownLine
from devices.guests import Line
from devices.models.smart import SmartSession
from lobby.branches.actors import Actor
from lobby.branches.enums import Complexity
from lobby.branches.models import Service
from lobby.branches.policies import policy_of
from lobby.live import journal


def identify(
    session: SmartSession, *, by: Actor, at: dt.datetime, kind: IdentityKind, given: str
) -> SmartSession | None:
    """Read who it is; None when the reader cannot tell, which counts as a mistake of the step.

    Only the last characters are kept, while the session lives. Raises CustomerOperates, IllegalSmartMove, NoReader.
    """
    with journal.unit(by=by, at=at):
        session = locked(session)
        check_customer(session, by)
        check_move(session, "identify")
        known = readers.read(session.device, kind, given)
        if known is None:
            mistaken(session, at=at)
            return None
        return move(
            session,
            "identify",
            at=at,
            identity=kind,
            tail=known.tail,
            is_counted=session.is_counted and not known.is_protected,
            is_first_use=session.is_first_use if known.has_used is None else not known.has_used,
        )


def mistaken(session: SmartSession, *, at: dt.datetime) -> None:
    """One more mistake in the step; at so many somebody is called (1–8 statements)."""
    session.errors, session.touched_at = session.errors + 1, at
    session.save(update_fields=["errors", "touched_at"])
    if session.errors >= policy_of(session.branch, session.day).stalled_errors:
        stall(session, StallKind.ERRORS, at=at)


def choose(session: SmartSession, *, by: Actor, at: dt.datetime, service: Service) -> SmartSession:
    """Take one of the services that the machine can do now. Raises CustomerOperates, IllegalSmartMove, SmartServiceOut."""
    with journal.unit(by=by, at=at):
        # A machine that is reported on is held before its session, so it comes first here as well.
        is_able = held_usable(session.device_id, at=at, service=service)
        session = locked(session)
        check_customer(session, by)
        check_move(session, "choose")
        if service.branch_id != session.branch_id or not is_able:
            raise SmartServiceOut(service=service.name)
        form = guests.form_for(service)
        return move(
            session,
            "choose",
            at=at,
            service=service,
            is_routine=service.complexity == Complexity.SIMPLE,
            form_id=form.id if form else None,
            typed="{}",
        )


def answer(session: SmartSession, *, by: Actor, at: dt.datetime, key: str, value: str) -> str:
    """Keep one line as typed; returns what is wrong with it, empty when it is well.

    A wrong line is a mistake of the step, and nothing of it is kept. Raises CustomerOperates, IllegalSmartMove, UnknownLine.
    """
    with journal.unit(by=by, at=at):
        session = locked(session)
        check_customer(session, by)
        check_note(session, "answer")
        line = next((one for one in guests.lines_of(session) if one.key == key), None)
        if line is None:
            raise UnknownLine
        try:
            kept = checked(line, value)
        except LineInvalid as refusal:
            mistaken(session, at=at)
            return str(refusal.values["problem"])
        session.typed = as_json({**session.entries, key: kept})
        session.touched_at = at
        session.save(update_fields=["typed", "touched_at"])
        return ""


def checked(line: Line, value: str) -> str:
    """A line's value as it is kept. Raises LineInvalid."""
    try:
        kept = line.clean(value)
    except ValidationError as error:
        raise LineInvalid(problem=error.messages[0]) from error
    if line.required and not kept:
        raise LineInvalid(problem=str(InputMissing(line=line.label_in(get_language() or "")).detail))
    return kept


def missing(lines: Sequence[Line], typed: dict[str, str]) -> Line | None:
    """The first line that was not answered yet; one that may stay empty is answered by going past it."""
    return next((line for line in lines if line.key not in typed or (line.required and not typed[line.key])), None)


def submit(session: SmartSession, *, by: Actor, at: dt.datetime) -> SmartSession:
    """Everything is typed: show it once more. Raises CustomerOperates, IllegalSmartMove, InputMissing."""
    with journal.unit(by=by, at=at):
        session = locked(session)
        check_customer(session, by)
        check_move(session, "submit")
        line = missing(guests.lines_of(session), session.entries)
        if line is not None:
            raise InputMissing(line=line.label_in(get_language() or session.language))
        return move(session, "submit", at=at)


def confirm(session: SmartSession, *, by: Actor, at: dt.datetime) -> SmartSession:
    """The customer says yes: the business is done and what was typed is wiped.

    Raises CustomerOperates, IllegalSmartMove.
    """
    with journal.unit(by=by, at=at):
        session = locked(session, with_subject=True)
        check_customer(session, by)
        check_move(session, "confirm")
        return move(session, "confirm", at=at)


def back(session: SmartSession, *, by: Actor, at: dt.datetime, key: str = "") -> SmartSession:
    """One step back, as long as nothing is confirmed; with a `key` that line is asked for again.

    Whoever goes back to the choice of business gives up what was typed for it, whoever goes back to the beginning what
    was read. Raises CustomerOperates, IllegalSmartMove.
    """
    with journal.unit(by=by, at=at):
        session = locked(session)
        check_customer(session, by)
        target = check_move(session, "back")
        if target == SmartStatus.INPUT:
            typed = {name: value for name, value in session.entries.items() if name != key}
            return move(session, "back", at=at, typed=as_json(typed))
        if target == SmartStatus.SELECT:
            return move(session, "back", at=at, typed="", form_id=None, service=None, is_routine=False)
        return move(session, "back", at=at, identity="", tail="")


def as_json(typed: dict[str, str]) -> str:
    """What was typed as it is kept."""
    return json.dumps(typed, ensure_ascii=False, sort_keys=True)
