"""Addresses: floor."""

from django.urls import URLPattern, URLResolver, path

from queueing.views.floor import hall, reception, tickets

urlpatterns: list[URLPattern | URLResolver] = [
    path("floor/tickets/<int:ticket_id>/", tickets.detail, name="floor-ticket"),
    path("floor/tickets/<int:ticket_id>/reinstate/", tickets.reinstate, name="floor-ticket-reinstate"),
    path("floor/tickets/<int:ticket_id>/postpone/", tickets.postpone, name="floor-ticket-postpone"),
    path("floor/tickets/<int:ticket_id>/transfer/", tickets.transfer, name="floor-ticket-transfer"),
    path("floor/tickets/<int:ticket_id>/leave/", tickets.leave, name="floor-ticket-leave"),
    path("floor/tickets/<int:ticket_id>/cancel/", tickets.cancel, name="floor-ticket-cancel"),
    path("floor/tickets/<int:ticket_id>/note/", tickets.note, name="floor-ticket-note"),
    path("floor/visits/<int:visit_id>/leave/", reception.leave, name="floor-visit-leave"),
    path("floor/sessions/<int:session_id>/", hall.session, name="floor-session"),
    path("floor/sessions/<int:session_id>/end/", hall.end_session, name="floor-session-end"),
    path("floor/tickets/<int:ticket_id>/diversion/done/", tickets.diversion_done, name="floor-diversion-done"),
    path("floor/tickets/<int:ticket_id>/diversion/failed/", tickets.diversion_failed, name="floor-diversion-failed"),
    path("floor/<str:code>/advice/", reception.advice, name="floor-advice"),
    path("floor/<str:code>/greet/", reception.greet, name="floor-greet"),
    path("floor/<str:code>/tickets/", reception.issue, name="floor-issue"),
    path("floor/<str:code>/search/", tickets.search, name="floor-search"),
    path("floor/<str:code>/issuing/stop/", hall.stop_issuing, name="floor-issuing-stop"),
    path("floor/<str:code>/issuing/resume/", hall.resume_issuing, name="floor-issuing-resume"),
]
