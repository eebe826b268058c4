"""Addresses of the teller workstation."""

from django.urls import URLPattern, URLResolver, path

from queueing.views.teller import counters, pages, papers, prep, tickets

TICKET = "teller/tickets/<int:ticket_id>"

urlpatterns: list[URLPattern | URLResolver] = [
    path("teller/", pages.desk, name="teller-desk"),
    path("teller/shortcuts/", pages.shortcuts, name="teller-shortcuts"),
    path("teller/counters/<int:counter_id>/open/", counters.open_counter, name="teller-open"),
    path("teller/counters/<int:counter_id>/prep/", prep.prep, name="teller-prep"),
    path("teller/counters/<int:counter_id>/prep/begin/", prep.begin, name="teller-prep-begin"),
    path("teller/counters/<int:counter_id>/prep/confirm/", prep.confirm, name="teller-prep-confirm"),
    path("teller/pause/", counters.pause, name="teller-pause"),
    path("teller/resume/", counters.resume, name="teller-resume"),
    path("teller/close/", counters.close, name="teller-close"),
    path("teller/call-next/", counters.call_next, name="teller-call-next"),
    path("teller/call-number/", counters.call_number, name="teller-call-number"),
    path("teller/serve/", counters.serve, name="teller-serve"),
    path(f"{TICKET}/recall/", tickets.recall, name="teller-recall"),
    path(f"{TICKET}/start/", tickets.start, name="teller-start"),
    path(f"{TICKET}/finish/", tickets.finish, name="teller-finish"),
    path(f"{TICKET}/miss/", tickets.miss, name="teller-miss"),
    path(f"{TICKET}/hold/", tickets.hold, name="teller-hold"),
    path(f"{TICKET}/take-up/", tickets.take_up, name="teller-take-up"),
    path(f"{TICKET}/send-back/", tickets.send_back, name="teller-send-back"),
    path(f"{TICKET}/hand-on/", tickets.hand_on, name="teller-hand-on"),
    path(f"{TICKET}/note/", tickets.note, name="teller-note"),
    path(f"{TICKET}/papers/", papers.papers, name="teller-papers"),
    path(f"{TICKET}/marks/", papers.marks, name="teller-marks"),
    path(f"{TICKET}/load/", papers.load, name="teller-load"),
    path(f"{TICKET}/undo/", tickets.undo, name="teller-undo"),
]
