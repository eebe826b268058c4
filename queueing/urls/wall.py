"""Addresses: wall."""

from django.urls import URLPattern, URLResolver, path

from queueing.views import wall

urlpatterns: list[URLPattern | URLResolver] = [
    path("wall/<slug:code>/", wall.wall, name="wall"),
    path("wall/<slug:code>/staff/", wall.staff_wall, name="staff-wall"),
    path("wall/<slug:code>/layout.css", wall.wall_layout, name="wall-layout"),
    path("voice/<int:announcement>/<slug:language>.wav", wall.voice, name="call-voice"),
]
