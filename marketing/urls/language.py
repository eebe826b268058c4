"""Addresses of the language check and of scripts. The ones that take a branch's code come last."""

from django.urls import URLPattern, URLResolver, path

from marketing.api import language as calls
from marketing.views import scripts

api_calls: list[URLPattern | URLResolver] = [
    path("language-check/", calls.LanguageCheck.as_view(), name="api-language-check"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("marketing/visits/<int:visit_id>/scripts/", scripts.for_visit, name="visit-scripts"),
    path("marketing/visits/<int:visit_id>/scripts/<int:version_id>/use/", scripts.use, name="script-use"),
    path("marketing/scripts/uses/<int:use_id>/back/", scripts.take_back, name="script-use-back"),
    path("marketing/<str:code>/scripts/", scripts.page, name="scripts"),
    path("marketing/<str:code>/scripts/check/", scripts.check, name="scripts-check"),
]
