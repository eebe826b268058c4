"""Refusals about appointments."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Conflict, Invalid, LobbyError


class IllegalAppointmentMove(Conflict):
    """The appointment's state does not allow the verb."""

    code = "illegal_appointment_move"
    message = _("This appointment is {status}: this is not possible now.")


class SlotTaken(Conflict):
    """Somebody was quicker; `slots` are the next free times as `{start, end, free}`."""

    code = "slot_taken"
    message = _("This time is taken. The next free times: {times}")

    @property
    def extra(self) -> dict[str, Any]:
        """What programs can offer instead."""
        return {"slots": self.values["slots"]}


class NoSlot(Conflict):
    """The branch offers no such time: closed, too soon, too far, or not one of the service's slots."""

    code = "no_slot"
    message = _("This time cannot be booked. Please choose one of the times offered.")


class TooManyBookings(LobbyError):
    """The phone has its number of open bookings."""

    code = "too_many_bookings"
    status = 429
    message = _("This phone number has {count} open appointments already. Please cancel one first.")


class TooManyFromHere(LobbyError):
    """The network address has made its number of bookings today."""

    code = "too_many_from_address"
    status = 429
    message = _("Too many appointments were booked from this connection today. Please call the branch or come by.")


class TooManyCodes(LobbyError):
    """So many wrong codes were typed at the kiosk today that they look like guesses."""

    code = "too_many_codes"
    status = 429
    message = _("Too many wrong codes were typed here today. Please scan your confirmation, or ask our staff.")


class ValueMissing(Invalid):
    """An invitation says what the customer gains by coming (S179)."""

    code = "value_missing"
    message = _("Please write what the customer gains by coming.")


class ValueFlagged(Invalid):
    """An invitation neither promises nor presses (N06)."""

    code = "value_flagged"
    message = _("“{words}” must be put differently: {why}")


class CashElsewhere(Invalid):
    """Money is got ready for cash services only."""

    code = "not_a_cash_service"
    message = _("Cash can be booked for a cash service only.")


class CashTooSoon(Conflict):
    """The branch needs days to get the money."""

    code = "cash_too_soon"
    message = _("Amounts over {limit} are booked ahead (business days: {days}). The first day is {day}.")


class ReschedulesUsedUp(Conflict):
    """It was moved as often as may be."""

    code = "reschedules_used_up"
    message = _("This appointment was moved {count} times already. Please cancel it and book anew.")


class TooEarly(Conflict):
    """Check-in begins later; the customer is told when."""

    code = "too_early"
    message = _("Your appointment is on {day} at {time}. Check-in begins at {begins}.")


class AlreadyCheckedIn(Conflict):
    """An appointment is checked in exactly once."""

    code = "already_checked_in"
    message = _("This appointment is checked in already: number {number}.")


class AppointmentMissed(Conflict):
    """The time is over; a number or a new time is the way on."""

    code = "appointment_missed"
    message = _("The appointment of {time} was missed. Please take a number, or choose a new time.")


class ServiceDiffers(Invalid):
    """A number is asked for another service than the booked one."""

    code = "service_differs"
    message = _("This appointment is for {service}.")


class ListNotDone(Conflict):
    """A meeting does not start before its list has something on it and all of it is done (S177)."""

    code = "list_not_done"
    message = _("Please prepare the meeting first: {done} of {count} things are done.")


class FourEyes(Conflict):
    """The second person must be another one."""

    code = "four_eyes"
    message = _("A second person must confirm that the cash is ready.")


class NothingToPrepare(Conflict):
    """No cash was ordered."""

    code = "no_cash_ordered"
    message = _("No cash was ordered for this appointment.")


class UnknownCode(LobbyError):
    """No appointment of this branch has the code."""

    code = "unknown_code"
    status = 404
    message = _("No appointment has this code. Please look at your confirmation, or take a number.")


class UnknownPerson(Invalid):
    """The person takes no appointments here."""

    code = "unknown_person"
    message = _("{person} takes no appointments for this service.")
