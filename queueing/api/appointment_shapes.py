"""What the calls about appointments answer; `appointment_answers.py` writes the same names."""

from __future__ import annotations

from rest_framework.serializers import BooleanField, CharField, ChoiceField, DateField, DateTimeField, IntegerField

from queueing.api.shapes import Shape
from queueing.enums.appointments import AppointmentStatus, BookingChannel


class SlotShape(Shape):
    """A time that can be booked; `free` may be 0."""

    start = DateTimeField()
    end = DateTimeField()
    day = DateField()
    service = CharField()
    staff = CharField(allow_null=True, help_text="User name")
    capacity = IntegerField(min_value=1)
    free = IntegerField(min_value=0)


class PrepareItemShape(Shape):
    """One thing to do."""

    id = IntegerField()
    text = CharField()
    is_done = BooleanField()


class CashShape(Shape):
    """Ordered money; `signed` of the two people who must say that it is ready."""

    amount = CharField()
    currency = CharField()
    notes = CharField(allow_blank=True)
    signed = IntegerField(min_value=0, max_value=2)


class OwnTicketShape(Shape):
    """The number given at check-in."""

    id = IntegerField()
    number = CharField()


class AppointmentShape(Shape):
    """An appointment; name and phone are masked."""

    id = IntegerField()
    branch = CharField()
    service = CharField()
    staff = CharField(allow_null=True)
    room = CharField(allow_null=True)
    day = DateField()
    start = DateTimeField()
    end = DateTimeField()
    status = ChoiceField(AppointmentStatus.choices)
    channel = ChoiceField(BookingChannel.choices)
    name = CharField()
    phone = CharField(help_text="The last four digits")
    language = CharField()
    note = CharField(allow_blank=True)
    reschedules = IntegerField(min_value=0)
    was_late = BooleanField()
    cash = CashShape(allow_null=True)
    prepare = PrepareItemShape(many=True)
    ticket = OwnTicketShape(allow_null=True)


class BookedShape(AppointmentShape):
    """A new appointment with what its customer needs: the code for the kiosk and the own page."""

    code = CharField()
    page_url = CharField()
