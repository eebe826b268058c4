"""Addresses of LM-10 and of the lint. The ones that take a branch's code come last."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from complaints.api.capture import Lint
from complaints.views import capture, on_the_spot

api_calls: list[URLPattern | URLResolver] = [path("complaints/lint/", Lint.as_view(), name="api-complaint-lint")]
urlpatterns: list[URLPattern | URLResolver] = [
    path("floor/complaints/lint/", capture.lint, name="lint"),
    path("floor/complaints/<int:complaint_id>/captured/", on_the_spot.captured, name="captured"),
    path("floor/complaints/<int:complaint_id>/on-the-spot/", on_the_spot.settle, name="on-the-spot"),
    path("floor/<str:code>/complaints/new/", capture.begin, name="capture"),
    path("floor/<str:code>/complaints/heard/", capture.hear, name="capture-hear"),
    path("floor/<str:code>/complaints/draft/", capture.keep, name="capture-keep"),
    path("floor/<str:code>/complaints/take-down/", capture.take_down, name="capture-take-down"),
]
