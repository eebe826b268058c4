"""Addresses: simulated days."""

from django.urls import URLPattern, URLResolver, path

from queueing.views import simulation

urlpatterns: list[URLPattern | URLResolver] = [
    path("simulation/<str:code>/start/", simulation.start, name="simulation-start"),
    path("simulation/<str:code>/end/", simulation.end, name="simulation-end"),
]
