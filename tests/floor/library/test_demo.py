"""The demo's library: alive, and the same after a second run."""

import pytest

from lobby.branches.demo import branch as demo_branch
from lobby.branches.demo import shipped
from lobby.branches.models import Branch, Staff
from lobby.floor.demo import library
from lobby.floor.models.library import LibraryItem, LibraryVersion, NoticeAck
from lobby.floor.selectors import notices


@pytest.fixture
def written(db, at):
    """The demo branch with its library."""
    demo_branch.write("password", at)
    shipped.write("password", at)
    library.write("password", at)
    return Branch.objects.get(code="0001")


def test_every_desk_has_something_to_do(written, at):
    states = set(LibraryVersion.objects.values_list("status", flat=True))
    manager = Staff.objects.get(username="manager")

    assert states == {"draft", "in_review", "published", "expiring"}
    assert len(notices.to_acknowledge(manager, written, at)) == 2
    assert notices.unread(written, at)


def test_a_second_run_changes_nothing(written, at):
    before = [model.objects.count() for model in (LibraryItem, LibraryVersion, NoticeAck, Staff)]

    library.write("password", at)

    assert [model.objects.count() for model in (LibraryItem, LibraryVersion, NoticeAck, Staff)] == before
