"""Refusals about counters."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Conflict, Forbidden


class CounterBusy(Conflict):
    """The counter holds a called or serving ticket."""

    code = "counter_busy"
    message = _("Finish ticket {number} first.")


class CounterNotOpen(Conflict):
    """Closed or paused."""

    code = "counter_not_open"
    message = _("Counter {counter} is not open.")


class NoOpenCounter(Conflict):
    """The teller's session is over, or never began."""

    code = "no_open_counter"
    message = _("You have no open counter. Open one first.")


class CounterTaken(Conflict):
    """Somebody works there already."""

    code = "counter_taken"
    message = _("{name} works at counter {counter}. Ask the manager to end that session.")


class TellerElsewhere(Conflict):
    """The teller has an open session at another counter, in any branch."""

    code = "teller_elsewhere"
    message = _("{name} works at counter {counter} of branch {branch} already.")


class CounterNotIdle(Conflict):
    """The session cannot end while a customer is at the counter or on hold."""

    code = "counter_not_idle"
    message = _("Finish or hand on ticket {number} before closing.")


class NoSkill(Forbidden):
    """The session may not serve this service."""

    code = "no_skill"
    message = _("This counter may not serve {service}.")


class PrepMissing(Conflict):
    """The preparation of the day is not handed in for this counter (S322)."""

    code = "prep_missing"
    message = _("Counter {counter} is not prepared yet. Hand in its preparation of today first.")
