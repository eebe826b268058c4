"""Addresses: branch head."""

from django.urls import URLPattern, URLResolver, path

from queueing.views import head

urlpatterns: list[URLPattern | URLResolver] = [
    path("head/<str:code>/tickets/", head.ticket_list, name="ticket-list"),
]
