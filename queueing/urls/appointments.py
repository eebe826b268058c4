"""Addresses of appointments."""

from django.urls import URLPattern, URLResolver, path

from queueing.api import appointments as api
from queueing.views import booking, check_in, head, wealth
from queueing.views.floor import appointments as floor

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
ONE = "floor/appointments/<int:appointment_id>"
urlpatterns: list[URLPattern | URLResolver] = [
    path("book/<str:code>/", booking.book, name="book"),
    path(f"{OWN}/", booking.appointment_page, name="appointment-page"),
    path(f"{OWN}/move/", booking.move, name="appointment-move"),
    path(f"{OWN}/cancel/", booking.cancel, name="appointment-cancel"),
    path(f"{OWN}/check-in/", booking.check_in, name="appointment-check-in"),
    path(f"{OWN}/fill/", booking.fill, name="appointment-fill"),
    path(f"{OWN}/calendar.ics", booking.calendar_file, name="appointment-calendar"),
    path("kiosk/<slug:code>/code/", check_in.kiosk_code, name="kiosk-code"),
    path("kiosk/<slug:code>/check-in/", check_in.kiosk_check_in, name="kiosk-check-in"),
    path(f"{ONE}/", floor.detail, name="floor-appointment"),
    path(f"{ONE}/check-in/", floor.check_in, name="floor-appointment-check-in"),
    path(f"{ONE}/confirm/", floor.confirm, name="floor-appointment-confirm"),
    path(f"{ONE}/move/", floor.move, name="floor-appointment-move"),
    path(f"{ONE}/cancel/", floor.cancel, name="floor-appointment-cancel"),
    path(f"{ONE}/items/", floor.add_item, name="floor-appointment-item"),
    path(f"{ONE}/items/<int:item_id>/done/", floor.mark_item, name="floor-appointment-mark"),
    path(f"{ONE}/items/<int:item_id>/open/", floor.unmark_item, name="floor-appointment-unmark"),
    path(f"{ONE}/cash/", floor.cash_ready, name="floor-appointment-cash"),
    path(f"{ONE}/result/", floor.result, name="floor-appointment-result"),
    path("floor/<str:code>/appointments/new/", floor.new, name="floor-appointment-new"),
    path("floor/<str:code>/appointments/book/", floor.book, name="floor-appointment-book"),
    path("head/<str:code>/appointments/", head.appointment_capacity, name="appointment-report"),
    path("wealth/<str:code>/", wealth.calendar, name="wealth-calendar"),
    path("wealth/<str:code>/<slug:service>/<int:start>/", floor.invitation, name="wealth-invitation"),
    path("wealth/<str:code>/<slug:service>/", floor.invite, name="wealth-invite"),
]
