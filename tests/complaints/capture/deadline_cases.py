"""A case for the clock of drafts."""

from __future__ import annotations

from complaints.domain import drafting
from complaints.models import ComplaintDraft
from tests.floor.deadlines.stages import DAY, Case, Stage, Subject


def begun(stage: Stage) -> Subject:
    """The manager listened and typed nothing yet."""
    return drafting.hear(stage.branch, by=stage.manager, at=stage.at).subject


CASES = {
    drafting.DRAFT_CLOCK: Case(
        begun,
        lambda stage: stage.at + DAY,
        lambda _stage, pk: ComplaintDraft.objects.filter(pk=pk).exists(),
        True,
        False,
    ),
}
