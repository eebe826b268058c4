"""Addresses of leads, referrals, contributions."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path, re_path

from marketing.api.leads import calls
from marketing.views import contributions, leads

api_calls: list[URLPattern | URLResolver] = [
    path("branches/<slug:code>/leads/", calls.NoteLead.as_view(), name="api-lead-note"),
    path("leads/<int:lead_id>/", calls.OneLead.as_view(), name="api-lead"),
    *(
        path(f"leads/<int:lead_id>/{verb}/", view.as_view(), name=f"api-lead-{verb}")
        for verb, view in calls.VERBS.items()
    ),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("leads/one/<int:lead_id>/", leads.one, name="lead"),
    path("leads/one/<int:lead_id>/card/", leads.card, name="lead-card"),
    path("leads/one/<int:lead_id>/undo/", leads.undo, name="lead-undo"),
    re_path(
        rf"^leads/one/(?P<lead_id>[0-9]{{1,18}})/do/(?P<verb>{'|'.join(leads.VERBS)})/$", leads.act, name="lead-act"
    ),
    path("leads/refer/<int:ticket_id>/", leads.note, name="lead-refer"),
    path("leads/<str:code>/", leads.page, name="leads"),
    path("leads/<str:code>/new/", leads.begin, name="lead-new"),
    path("contributions/one/<int:contribution_id>/", contributions.one, name="contribution"),
    re_path(
        rf"^contributions/one/(?P<contribution_id>[0-9]{{1,18}})/do/(?P<verb>{'|'.join(contributions.VERBS)})/$",
        contributions.act,
        name="contribution-act",
    ),
    path("contributions/pairs/<int:pair_id>/part/", contributions.part, name="pair-part"),
    path("contributions/<str:code>/", contributions.page, name="contributions"),
    path("contributions/<str:code>/pairs/", contributions.join, name="pair-join"),
]
