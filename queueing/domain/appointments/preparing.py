"""Getting ready: the list of things to do before a meeting, and ordered cash under four eyes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from lobby.branches.actors import Actor
from lobby.branches.errors import Forbidden, NotFound
from lobby.live import journal
from queueing.domain.appointments.moving import change, check_move, locked, move, news_of
from queueing.enums.appointments import AppointmentStatus
from queueing.errors import NoteMissing
from queueing.errors.appointments import FourEyes, IllegalAppointmentMove, ListNotDone, NothingToPrepare
from queueing.events.appointments import AppointmentListed, AppointmentPrepared
from queueing.models import Appointment, PrepareItem

# The list can still be worked on while the guest waits.
WORKED_ON = (AppointmentStatus.CONFIRMED, AppointmentStatus.PREPARED, AppointmentStatus.CHECKED_IN)


def add_item(appointment: Appointment, *, by: Actor, at: dt.datetime, text: str) -> PrepareItem:
    """Put one more thing on the list, in the words of whoever writes it. Raises NoteMissing, IllegalAppointmentMove."""
    if not text.strip():
        raise NoteMissing
    with journal.unit(by=by, at=at):
        appointment = locked(appointment.pk)
        check_worked_on(appointment)
        item = PrepareItem.objects.create(
            appointment=appointment,
            text_zh=text.strip(),
            text_en=text.strip(),
            position=appointment.prepare_items.count(),
        )
        journal.record(AppointmentListed(**news_of(appointment)))
    return item


def prepare(
    appointment: Appointment, *, by: Actor, at: dt.datetime, items: Iterable[int] = (), cash_ready: bool = False
) -> Appointment:
    """Mark things as done and sign for the cash; with everything done the appointment is prepared.

    Cash is signed for by two different members of staff. Raises IllegalAppointmentMove, FourEyes, NothingToPrepare,
    NotFound (an item of another list), and ListNotDone when nothing is marked and something is missing.
    """
    marked = list(items)
    with journal.unit(by=by, at=at):
        appointment = locked(appointment.pk)
        check_worked_on(appointment)
        if marked:
            mark(appointment, marked, by=by, at=at)
        if cash_ready:
            sign(appointment, by=by, at=at)
        is_marking = bool(marked) or cash_ready
        done, count = progress(appointment)
        is_ready = done == count and count > 0
        if not is_marking:
            check_move(appointment, "prepare")
        if not is_ready and not is_marking:
            raise ListNotDone(done=done, count=count)
        if is_ready and appointment.status == AppointmentStatus.CONFIRMED:
            move(appointment, "prepare", prepared_at=at)
            journal.record(AppointmentPrepared(**news_of(appointment)))
        else:
            journal.record(AppointmentListed(**news_of(appointment)))
    return appointment


def unmark(appointment: Appointment, *, by: Actor, at: dt.datetime, item: int) -> Appointment:
    """A thing was not done after all. Raises IllegalAppointmentMove, NotFound."""
    with journal.unit(by=by, at=at):
        appointment = locked(appointment.pk)
        if appointment.status == AppointmentStatus.PREPARED:
            raise IllegalAppointmentMove(status=AppointmentStatus.PREPARED.label)
        check_worked_on(appointment)
        if not appointment.prepare_items.filter(pk=item).update(done_at=None, done_by=None):
            raise NotFound
        journal.record(AppointmentListed(**news_of(appointment)))
    return appointment


def check_worked_on(appointment: Appointment) -> None:
    """Whether there is anything to get ready for. Raises IllegalAppointmentMove."""
    if appointment.status not in WORKED_ON:
        raise IllegalAppointmentMove(status=AppointmentStatus(appointment.status).label)


def mark(appointment: Appointment, items: list[int], *, by: Actor, at: dt.datetime) -> None:
    """Mark items as done, those that are done already stay (2 statements). Raises NotFound."""
    mine = appointment.prepare_items.filter(pk__in=items)
    if mine.count() != len(set(items)):
        raise NotFound
    mine.filter(done_at__isnull=True).update(done_at=at, done_by=by.staff_id)


def sign(appointment: Appointment, *, by: Actor, at: dt.datetime) -> None:
    """The first person says that the cash is ready, a second one says so too. Raises FourEyes, NothingToPrepare."""
    if not appointment.is_cash:
        raise NothingToPrepare
    if by.kind != "staff":
        raise Forbidden
    if appointment.cash_counted_by_id is None:
        change(appointment, cash_counted_by_id=by.id, cash_counted_at=at)
    elif appointment.cash_counted_by_id == by.id:
        raise FourEyes
    elif appointment.cash_checked_by_id is None:
        change(appointment, cash_checked_by_id=by.id)


def progress(appointment: Appointment) -> tuple[int, int]:
    """How many things are done, of how many; ordered cash is one of them (1 query)."""
    marks = [done is not None for done in appointment.prepare_items.values_list("done_at", flat=True)]
    if appointment.is_cash:
        marks.append(appointment.cash_checked_by_id is not None)
    return sum(marks), len(marks)


def check_list(appointment: Appointment) -> None:
    """A meeting starts with a list that is not empty and wholly done (S177) (0–1 query). Raises ListNotDone."""
    if not appointment.rule.needs_preparation:
        return
    done, count = progress(appointment)
    if count == 0 or done < count:
        raise ListNotDone(done=done, count=count)
