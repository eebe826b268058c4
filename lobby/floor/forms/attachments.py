"""The form of an upload."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms

from lobby.floor.errors.attachments import AttachmentUnknown


class UploadForm(forms.Form):
    """One file. What is in it is judged by the verb, not by its name or by what the browser calls it."""

    file = forms.FileField(max_length=1000, allow_empty_file=False)


def ids_in(texts: Iterable[str]) -> list[int]:
    """Ids of uploads as a form sends them. Raises AttachmentUnknown for what is no id."""
    sent = list(texts)
    if not all(one.isascii() and one.isdigit() and len(one) < 19 for one in sent):
        raise AttachmentUnknown
    return [int(one) for one in sent]
