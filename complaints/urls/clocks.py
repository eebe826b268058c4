"""Addresses of more time."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path, re_path

from complaints.api.clocks import calls
from complaints.views import extending

one = "complaints/<int:complaint_id>"
api_calls: list[URLPattern | URLResolver] = [
    path(f"{one}/extend/", calls.Extend.as_view(), name="api-complaint-extend"),
    path(f"{one}/approve-extension/", calls.ApproveExtension.as_view(), name="api-complaint-approve-extension"),
    path(f"{one}/refuse-extension/", calls.RefuseExtension.as_view(), name="api-complaint-refuse-extension"),
    path(f"{one}/tell-extension/", calls.TellExtension.as_view(), name="api-complaint-tell-extension"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    re_path(
        r"^floor/complaints/(?P<complaint_id>[0-9]{1,18})/more-time/(?P<verb>extend|approve|refuse|tell)/$",
        extending.act,
        name="more-time",
    ),
]
