"""Addresses of leads, referrals, contributions."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from marketing.api.leads import calls

api_calls: list[URLPattern | URLResolver] = [
    path("branches/<slug:code>/leads/", calls.NoteLead.as_view(), name="api-lead-note"),
    path("leads/<int:lead_id>/", calls.OneLead.as_view(), name="api-lead"),
    *(
        path(f"leads/<int:lead_id>/{verb}/", view.as_view(), name=f"api-lead-{verb}")
        for verb, view in calls.VERBS.items()
    ),
]
urlpatterns: list[URLPattern | URLResolver] = []
