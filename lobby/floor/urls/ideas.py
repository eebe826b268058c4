"""Addresses of the idea box. The ones that take a branch's code come last."""

from django.urls import URLPattern, path

from lobby.floor.views import ideas

urlpatterns: list[URLPattern] = [
    path("floor/ideas/<int:idea_id>/vote/", ideas.vote, name="idea-vote"),
    path("floor/ideas/<int:idea_id>/<slug:verb>/", ideas.decide, name="idea-decide"),
    path("floor/<str:code>/ideas/", ideas.ideas, name="ideas"),
    path("floor/<str:code>/ideas/submit/", ideas.submit, name="idea-submit"),
]
