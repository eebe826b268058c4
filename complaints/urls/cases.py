"""Addresses of complaints' verbs."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from complaints.api.cases import calls

api_calls: list[URLPattern | URLResolver] = [
    path(f"complaints/<int:complaint_id>/{verb}/", view.as_view(), name=f"api-complaint-{verb}")
    for verb, view in calls.VERBS.items()
]
urlpatterns: list[URLPattern | URLResolver] = []
