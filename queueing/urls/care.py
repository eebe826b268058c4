"""Addresses: care. Those that take a branch's code come last."""

from django.urls import URLPattern, URLResolver, path

from queueing.views.care import acts, calling, pages

VISIT = "floor/visits/<int:visit_id>"

urlpatterns: list[URLPattern | URLResolver] = [
    path("floor/tickets/<int:ticket_id>/care/", acts.give, name="care-give"),
    path("floor/care/<int:action_id>/take-back/", acts.take_back, name="care-take-back"),
    path(f"{VISIT}/", pages.visit, name="care-visit"),
    path(f"{VISIT}/helper/", acts.helper, name="care-helper"),
    path(f"{VISIT}/companion/", acts.companion, name="care-companion"),
    path(f"{VISIT}/host/", acts.host, name="care-host"),
    path(f"{VISIT}/host/release/", acts.release, name="care-release"),
    path(f"{VISIT}/notes/", acts.note, name="care-note"),
    path(f"{VISIT}/lend/", acts.lend, name="care-lend"),
    path(f"{VISIT}/follow-up/", acts.follow_up, name="care-follow-up"),
    path("t/<slug:token>/help/", calling.from_phone, name="ticket-page-help"),
    path("t/<slug:token>/help/back/", calling.back_from_phone, name="ticket-page-help-back"),
    path("kiosk/<slug:code>/help/", calling.from_kiosk, name="kiosk-help"),
    path("teller/help/", calling.from_counter, name="teller-help"),
    path("teller/help/back/", calling.back_from_counter, name="teller-help-back"),
    path("floor/<str:code>/care/", pages.page, name="care"),
]
