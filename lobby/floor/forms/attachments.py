"""The form of an upload."""

from __future__ import annotations

from django import forms


class UploadForm(forms.Form):
    """One file. What is in it is judged by the verb, not by its name or by what the browser calls it."""

    file = forms.FileField(max_length=1000, allow_empty_file=False)
