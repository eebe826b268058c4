"""Addresses: kiosk."""

from django.urls import URLPattern, URLResolver, path

from queueing.views import kiosk, kiosk_guests

urlpatterns: list[URLPattern | URLResolver] = [
    path("kiosk/<slug:code>/", kiosk.kiosk, name="kiosk"),
    path("kiosk/<slug:code>/who/", kiosk_guests.who, name="kiosk-who"),
    path("kiosk/<slug:code>/who/find/", kiosk_guests.find_guest, name="kiosk-who-find"),
    path("kiosk/<slug:code>/offer/", kiosk.offer, name="kiosk-offer"),
    path("kiosk/<slug:code>/take/", kiosk.take_number, name="kiosk-take"),
    path("kiosk/<slug:code>/tickets/<slug:token>/", kiosk.kiosk_ticket, name="kiosk-ticket"),
]
