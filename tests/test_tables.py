"""What guards against writing sees each kind of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import transaction

from lobby.branches.models import Branch, Zone
from tests.tables import nothing_written


def add_and_undo(zone: Zone) -> None:
    with transaction.atomic():
        Zone.objects.create(branch=zone.branch, code="other", kind=zone.kind)
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    "write",
    [
        lambda zone: Zone.objects.create(branch=zone.branch, code="other", kind=zone.kind),
        lambda zone: Zone.objects.filter(pk=zone.pk).update(code=zone.code),
        lambda zone: zone.delete(),
        add_and_undo,
    ],
)
def test_whatever_is_written_is_seen(zone: Zone, write: Callable[[Zone], object]) -> None:
    with pytest.raises(AssertionError, match="written to branches_zone"), nothing_written():
        write(zone)


def test_reading_and_locking_are_no_writing(branch: Branch) -> None:
    with nothing_written():
        Branch.objects.select_for_update().get()
