"""The form of an upload, and the uploads that other forms name."""

from __future__ import annotations

from django import forms
from django.http import QueryDict

from lobby.floor.errors.attachments import AttachmentUnknown


class UploadForm(forms.Form):
    """One file. What is in it is judged by the verb, not by its name or by what the browser calls it."""

    file = forms.FileField(max_length=1000, allow_empty_file=False)


def uploads_in(post: QueryDict) -> list[int]:
    """The ids of the uploads that a form names as `attachment`. Raises AttachmentUnknown for what is no id."""
    ids = post.getlist("attachment")
    if not all(one.isascii() and one.isdigit() and len(one) < 19 for one in ids):
        raise AttachmentUnknown
    return [int(one) for one in ids]
