"""Addresses of what people have to know and of their competence. The ones that take a branch's code come last."""

from django.urls import URLPattern, path

from lobby.floor.views import competence, know_how

urlpatterns: list[URLPattern] = [
    path("know-how/lapses/<int:ack_id>/sheet/", know_how.lapse, name="know-how-lapse"),
    path("know-how/<str:code>/", know_how.mine, name="know-how"),
    path("know-how/<str:code>/people/", know_how.people, name="know-how-people"),
    path("know-how/<str:code>/competence/", competence.matrix, name="competence"),
    path("know-how/<str:code>/competence/<int:staff_id>/", competence.person, name="competence-person"),
    path("know-how/<str:code>/competence/<int:staff_id>/rate/", competence.rate, name="competence-rate"),
]
