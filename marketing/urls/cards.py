"""Addresses of looking after customers and of imports. The ones that take a branch's code come last."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from marketing.views import cards, imports

one = "floor/customers/<int:customer_id>/care"
api_calls: list[URLPattern | URLResolver] = []
urlpatterns: list[URLPattern | URLResolver] = [
    path(f"{one}/", cards.page, name="care"),
    path(f"{one}/memo/", cards.memo, name="care-memo"),
    path(f"{one}/dates/", cards.add_date, name="care-date"),
    path(f"{one}/dates/<int:row_id>/remove/", cards.remove_date, name="care-date-remove"),
    path(f"{one}/events/", cards.add_event, name="care-event"),
    path(f"{one}/events/<int:row_id>/remove/", cards.remove_event, name="care-event-remove"),
    path(f"{one}/family/", cards.link, name="care-link"),
    path(f"{one}/family/leave/", cards.unlink, name="care-unlink"),
    path(f"{one}/owner/", cards.assign, name="care-owner"),
    path("customer-imports/<int:run_id>/problems.csv", imports.problems, name="import-problems"),
    path("customer-imports/<str:code>/", imports.page, name="imports"),
    path("customer-imports/<str:code>/send/", imports.send, name="import-send"),
]
