"""Video sessions: the page on the machine, and the desks of agents and authorisers."""

from django.urls import path

from devices.views import vtm_desk, vtm_floor, vtm_terminal

urlpatterns = [
    path("vtm/<str:code>/", vtm_terminal.terminal, name="vtm-terminal"),
    path("vtm/<str:code>/begin/", vtm_terminal.begin, name="vtm-begin"),
    path("vtm/<str:code>/ask/", vtm_terminal.ask, name="vtm-ask"),
    path("vtm/<str:code>/number/", vtm_terminal.take_number, name="vtm-number"),
    path("vtm/<str:code>/<slug:verb>/", vtm_terminal.act, name="vtm-act"),
    path("video/", vtm_desk.queue, name="vtm-queue"),
    path("video/next/", vtm_desk.call_next, name="vtm-next"),
    path("video/me/<slug:status>/", vtm_desk.set_status, name="vtm-status"),
    path("video/approvals/", vtm_desk.approvals, name="vtm-approvals"),
    path("video/approvals/<int:session_id>/<slug:verb>/", vtm_desk.decide, name="vtm-decide"),
    path("video/sessions/<int:session_id>/", vtm_desk.session, name="vtm-session"),
    path("video/sessions/<int:session_id>/call/", vtm_desk.call_one, name="vtm-call"),
    path("video/sessions/<int:session_id>/<slug:verb>/", vtm_desk.act, name="vtm-session-act"),
    path("floor/video/<int:session_id>/", vtm_floor.detail, name="vtm-floor"),
    path("floor/video/<int:session_id>/let-go/", vtm_floor.let_go, name="vtm-let-go"),
]
