"""Addresses: what the walls play."""

from django.urls import URLPattern, path

from lobby.floor.views import content

urlpatterns: list[URLPattern] = [
    path("wall/<slug:code>/content/", content.wall, name="content-wall"),
    path("wall/<slug:code>/plays/", content.report, name="content-plays"),
    path("wall/<slug:code>/pictures/<int:version_id>/", content.picture, name="content-picture"),
    path("content/entries/<int:entry_id>/", content.entry, name="content-entry"),
    path("content/entries/<int:entry_id>/limit/", content.limit, name="content-limit"),
    path("content/entries/<int:entry_id>/shift/", content.shift, name="content-shift"),
    path("content/entries/<int:entry_id>/remove/", content.remove, name="content-remove"),
    path("content/entries/<int:entry_id>/restore/", content.restore, name="content-restore"),
    path("floor/<str:code>/content/", content.desk, name="content"),
    path("floor/<str:code>/content/add/", content.add, name="content-add"),
]
