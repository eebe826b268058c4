"""Addresses of complaints' verbs. Noting one shares its address with their list: see `urls/board.py`."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path, re_path

from complaints.api.cases import calls
from complaints.views import cases

api_calls: list[URLPattern | URLResolver] = [
    path(f"complaints/<int:complaint_id>/{verb}/", view.as_view(), name=f"api-complaint-{verb}")
    for verb, view in calls.VERBS.items()
]
urlpatterns: list[URLPattern | URLResolver] = [
    re_path(
        rf"^floor/complaints/(?P<complaint_id>[0-9]{{1,18}})/do/(?P<verb>{'|'.join(cases.VERBS)})/$",
        cases.act,
        name="case-act",
    ),
]
