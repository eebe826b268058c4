"""Addresses of finding customers and of portraits. The ones that take a branch's code come last."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from marketing.views.portrait import card, finding, log, phone

one = "floor/customers/<int:customer_id>"
urlpatterns: list[URLPattern | URLResolver] = [
    path("t/<slug:token>/consents/", phone.consents, name="phone-consents"),
    path(f"{one}/", card.portrait, name="portrait"),
    path(f"{one}/open/", card.open_for, name="portrait-open"),
    path(f"{one}/join/", card.join, name="portrait-join"),
    path(f"{one}/take-off/", card.take_off, name="portrait-take-off"),
    path(f"{one}/consent/", card.consent, name="portrait-consent"),
    path("floor/<str:code>/customers/", finding.page, name="finding"),
    path("floor/<str:code>/customers/find/", finding.find, name="finding-find"),
    path("floor/<str:code>/customers/looks/", log.looks, name="looks"),
]
