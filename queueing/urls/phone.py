"""Addresses: phone."""

from django.urls import URLPattern, URLResolver, path

from queueing.views import phone

urlpatterns: list[URLPattern | URLResolver] = [
    path("t/<slug:token>/", phone.ticket_page, name="ticket-page"),
    path("t/<slug:token>/postpone/", phone.postpone, name="ticket-page-postpone"),
    path("t/<slug:token>/leave/", phone.leave, name="ticket-page-leave"),
]
