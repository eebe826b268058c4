"""Addresses of appointments."""

from django.urls import URLPattern, URLResolver, path

from queueing.api import appointments as api
from queueing.views import booking, check_in

branch_calls: list[URLPattern | URLResolver] = [
    path("slots/", api.BranchSlots.as_view(), name="api-branch-slots"),
    path("appointments/", api.BranchAppointments.as_view(), name="api-branch-appointments"),
]
appointment_calls: list[URLPattern | URLResolver] = [
    path("", api.OneAppointment.as_view(), name="api-appointment"),
    path("confirm/", api.Confirm.as_view(), name="api-appointment-confirm"),
    path("reschedule/", api.Reschedule.as_view(), name="api-appointment-reschedule"),
    path("reinstate/", api.Reinstate.as_view(), name="api-appointment-reinstate"),
    path("prepare/", api.Prepare.as_view(), name="api-appointment-prepare"),
    path("check-in/", api.CheckIn.as_view(), name="api-appointment-check-in"),
    path("cancel/", api.CancelAppointment.as_view(), name="api-appointment-cancel"),
]

OWN = "a/<slug:token>"
urlpatterns: list[URLPattern | URLResolver] = [
    path("book/<str:code>/", booking.book, name="book"),
    path(f"{OWN}/", booking.appointment_page, name="appointment-page"),
    path(f"{OWN}/move/", booking.move, name="appointment-move"),
    path(f"{OWN}/cancel/", booking.cancel, name="appointment-cancel"),
    path(f"{OWN}/check-in/", booking.check_in, name="appointment-check-in"),
    path(f"{OWN}/calendar.ics", booking.calendar_file, name="appointment-calendar"),
    path("kiosk/<slug:code>/code/", check_in.kiosk_code, name="kiosk-code"),
    path("kiosk/<slug:code>/check-in/", check_in.kiosk_check_in, name="kiosk-check-in"),
]
