"""Smart counters: the page on the machine, and the tablet beside it."""

from django.urls import path

from devices.views import smart_beside, smart_terminal

urlpatterns = [
    path("smart/<str:code>/", smart_terminal.terminal, name="smart-terminal"),
    path("smart/<str:code>/number/", smart_terminal.number, name="smart-number"),
    path("smart/<str:code>/start/", smart_terminal.start, name="smart-start"),
    path("smart/<str:code>/touch/", smart_terminal.touch, name="smart-touch"),
    path("smart/<str:code>/clear/", smart_terminal.clear, name="smart-clear"),
    path("smart/<str:code>/qr/<slug:what>/", smart_terminal.qr, name="smart-qr"),
    path("smart/<str:code>/<slug:verb>/", smart_terminal.act, name="smart-act"),
    path("floor/assists/at/<int:device_id>/", smart_beside.begin, name="assist-begin"),
    path("floor/assists/<int:assist_id>/<slug:verb>/", smart_beside.act, name="assist-act"),
    path("floor/smart/<int:session_id>/card/", smart_beside.card, name="smart-card"),
    path("floor/smart/<int:session_id>/bring/", smart_beside.bring, name="smart-bring"),
    path("floor/<str:code>/smart/", smart_beside.places, name="smart-places"),
]
