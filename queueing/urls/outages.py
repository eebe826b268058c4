"""Addresses: outage mode. Those that take a branch's code come last."""

from django.urls import URLPattern, URLResolver, path, re_path

from queueing.views import outages

ANSWER = "(?P<verb>accept|decline)/$"
urlpatterns: list[URLPattern | URLResolver] = [
    path("floor/outages/<int:outage_id>/change/", outages.change, name="outage-change"),
    path("floor/outages/<int:outage_id>/end/", outages.end, name="outage-end"),
    path("floor/outages/<int:outage_id>/rebook/", outages.rebook, name="outage-rebook"),
    re_path(rf"^floor/rebookings/(?P<offer_id>[0-9]{{1,18}})/{ANSWER}", outages.answer, name="rebooking-answer"),
    path("t/<slug:token>/rebooking/accept/", outages.accept_from_phone, name="ticket-page-rebooking-accept"),
    path("t/<slug:token>/rebooking/decline/", outages.decline_from_phone, name="ticket-page-rebooking-decline"),
    path("floor/<str:code>/outage/", outages.page, name="outage"),
    path("floor/<str:code>/outage/declare/", outages.declare, name="outage-declare"),
]
