"""Addresses of the language check and of scripts. The ones that take a branch's code come last."""

from django.urls import URLPattern, URLResolver, path

from marketing.api import language as calls

api_calls: list[URLPattern | URLResolver] = [
    path("language-check/", calls.LanguageCheck.as_view(), name="api-language-check"),
]
urlpatterns: list[URLPattern | URLResolver] = []
