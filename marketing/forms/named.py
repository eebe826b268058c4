"""Choosing among rows by what people call them."""

from __future__ import annotations

from typing import Any

from django import forms


class NamedChoiceField(forms.ModelChoiceField):
    """Rows by their names in the reader's language instead of their codes; a product with its risk."""

    def label_from_instance(self, obj: Any) -> str:
        """The name, and R1 to R5 where there is one."""
        risk = getattr(obj, "risk", None)
        return f"{obj.name} · R{risk}" if risk else str(obj.name)
