"""Addresses of found things. The ones that take a branch's code come last."""

from django.urls import URLPattern, path

from lobby.floor.views import found

urlpatterns: list[URLPattern] = [
    path("floor/found/<int:found_id>/keep-on/", found.keep_on, name="found-keep-on"),
    path("floor/found/<int:found_id>/<slug:verb>/", found.end, name="found-end"),
    path("floor/<str:code>/found/", found.found, name="found"),
    path("floor/<str:code>/found/log/", found.log, name="found-log"),
]
