"""Finding whoever stands there, for staff: by appointment code, by what was typed, or by what lies on the reader."""

from __future__ import annotations

import datetime as dt
import re

from lobby.branches.calendar import business_date
from lobby.branches.models import Branch, Staff
from lobby.customers import readers
from lobby.customers.domain.finding import find, ways_of
from lobby.customers.enums.finding import Place
from lobby.customers.errors.finding import UnknownCustomer
from lobby.customers.models import Customer
from queueing.errors.appointments import UnknownCode
from queueing.selectors.appointments import SCANNED, by_code

CODE = re.compile(r"[0-9]{6}")


def search(branch: Branch, *, by: Staff, at: dt.datetime, text: str, reads: bool, place: Place) -> list[Customer]:
    """Customers whom it points to, most often one. Call it outside of other units: searches in vain are counted.

    Raises UnknownCustomer, TooManySearches, NoReader, NothingRead.
    """
    if reads:
        reading = readers.read(by.username, text)
        found = find(branch, by=by.actor, at=at, ways=[reading.way], text=reading.number, place=place)
    else:
        found = booked(branch, text, at=at)
        found = found or find(branch, by=by.actor, at=at, ways=ways_of(text), text=text, place=place)
    if not found:
        raise UnknownCustomer
    return found


def booked(branch: Branch, text: str, *, at: dt.datetime) -> list[Customer]:
    """The customer of an appointment's code or scanned address; nobody where the appointment names no card."""
    if CODE.fullmatch(text.strip()) is None and SCANNED.search(text) is None:
        return []
    try:
        appointment = by_code(branch, text, day=business_date(branch, at))
    except UnknownCode:
        return []
    return [appointment.customer] if appointment.customer is not None else []
