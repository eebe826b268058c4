"""Addresses of the queue, one module for each family of screens."""

from django.urls import URLPattern, URLResolver

from queueing.urls import (
    api,
    appointments,
    care,
    floor,
    head,
    kiosk,
    outages,
    peaks,
    phone,
    prereview,
    roster,
    simulation,
    teller,
    wall,
)

app_name = "queueing"
urlpatterns: list[URLPattern | URLResolver] = [
    *api.urlpatterns,
    *floor.urlpatterns,
    *teller.urlpatterns,
    *wall.urlpatterns,
    *kiosk.urlpatterns,
    *head.urlpatterns,
    *phone.urlpatterns,
    *roster.urlpatterns,
    *appointments.urlpatterns,
    *prereview.urlpatterns,
    *simulation.urlpatterns,
    *peaks.urlpatterns,
    *care.urlpatterns,
    *outages.urlpatterns,
]
