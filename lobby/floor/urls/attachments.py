"""Addresses: pictures and papers. A branch's code takes an upload, an id shows one; codes may be digits too."""

from django.urls import URLPattern, path

from lobby.floor.api import attachments as calls
from lobby.floor.views import attachments

urlpatterns: list[URLPattern] = [
    path("attachments/<str:key>/", attachments.attachment, name="attachment"),
    path("attachments/<int:attachment_id>/remove/", attachments.remove, name="attachment-remove"),
]
api_calls: list[URLPattern] = [path("attachments/", calls.Attachments.as_view(), name="api-attachments")]
