"""What prompts need to be seen alive in the demo: needs named by customers who wait, and answers of the last days."""

from __future__ import annotations

import datetime as dt

from lobby.branches.models import Branch
from marketing.domain import installing_prompts


def write(password: str, at: dt.datetime) -> None:
    """Put in what ships; a second run changes nothing."""
    branch = Branch.objects.filter(is_demo=True).order_by("code").first()
    if branch is not None:
        installing_prompts.install(branch, at=at)
