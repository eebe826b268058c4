"""Who sees an attachment, what becomes of it, and when it is forgotten."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from django.db import transaction

from lobby.branches.access import branches_for
from lobby.floor import attachable
from lobby.floor.domain import attachments
from lobby.floor.errors.attachments import AttachmentUnknown
from lobby.floor.models import Attachment
from tests.factories import make_staff

DAY = dt.timedelta(days=1)


def sees_thing(staff, thing):
    """A thing of branch 7001 that everybody there sees, except number 13."""
    return thing != 13 and branches_for(staff).filter(code="7001").exists()


@pytest.fixture(autouse=True)
def _thing():
    attachable.register("test.thing", sees_thing)


@pytest.fixture
def mine(teller, branch, picture, at):
    return attachments.keep(io.BytesIO(picture()), name="photo.jpg", branch=branch, by=teller, at=at)


def bind(attachment, *, by, thing=1, branch=None):
    return attachments.bind([attachment.pk], subject=("test.thing", thing), branch=branch or attachment.branch, by=by)


def test_an_unbound_upload_is_the_uploaders_alone(client, show, mine, teller, manager):
    client.force_login(manager)
    assert show(f"/attachments/{mine.pk}/").status_code == 404

    client.force_login(teller)
    page = show(f"/attachments/{mine.pk}/")
    assert page["Content-Type"] == "image/jpeg"
    assert page.body.startswith(b"\xff\xd8")


def test_who_sees_the_subject_sees_its_pictures(client, show, mine, teller, manager, stranger):
    bind(mine, by=teller)

    client.force_login(manager)
    assert show(f"/attachments/{mine.pk}/").status_code == 200
    client.force_login(stranger)
    assert show(f"/attachments/{mine.pk}/").status_code == 404


def test_the_uploader_loses_what_belongs_to_something_unseen(client, show, mine, teller):
    bind(mine, by=teller, thing=13)

    client.force_login(teller)
    assert show(f"/attachments/{mine.pk}/").status_code == 404


def test_an_unknown_kind_of_subject_shows_nothing(client, show, mine, teller):
    Attachment.objects.filter(pk=mine.pk).update(subject_type="test.unknown", subject_id=1)

    client.force_login(teller)
    assert show(f"/attachments/{mine.pk}/").status_code == 404


@pytest.mark.parametrize("key", ["0", "999999999999999999", "99999999999999999999999", "abc", "-1", "²"])
def test_what_is_not_there_is_not_found(client, show, teller, key):
    client.force_login(teller)

    assert show(f"/attachments/{key}/").status_code == 404


def test_a_lost_file_is_not_found(client, show, mine, teller, stored):
    stored()[0].unlink()

    client.force_login(teller)
    assert show(f"/attachments/{mine.pk}/").status_code == 404


def test_two_kinds_of_subject_of_one_name_are_refused():
    with pytest.raises(ValueError, match=r"test\.thing"):
        attachable.register("test.thing", lambda staff, thing: True)


def test_it_is_bound_once(mine, teller):
    bind(mine, by=teller)

    with pytest.raises(AttachmentUnknown):
        bind(mine, by=teller, thing=2)


def test_nobody_binds_anothers(mine, manager):
    with pytest.raises(AttachmentUnknown):
        bind(mine, by=manager)


def test_it_is_bound_at_its_own_branch(mine, teller, other_branch):
    with pytest.raises(AttachmentUnknown):
        bind(mine, by=teller, branch=other_branch)


def test_the_uploader_removes_it(client, mine, teller, stored):
    client.force_login(teller)

    assert client.post(f"/attachments/{mine.pk}/remove/", headers={"accept": "application/json"}).status_code == 200
    assert (Attachment.objects.count(), stored()) == (0, [])


def test_what_is_bound_is_not_removed(client, mine, teller, stored):
    bind(mine, by=teller)
    client.force_login(teller)

    answer = client.post(f"/attachments/{mine.pk}/remove/", headers={"accept": "application/json"})

    assert (answer.status_code, answer.json()["code"]) == (409, "attachment_bound")
    assert len(stored()) == 1


def test_others_remove_nothing(client, mine, branch, stored):
    client.force_login(make_staff("bo", branch))

    assert client.post(f"/attachments/{mine.pk}/remove/").status_code == 404
    assert len(stored()) == 1


def test_what_nobody_bound_is_forgotten_after_a_day(mine, teller, branch, picture, at, stored):
    bound = attachments.keep(io.BytesIO(picture()), name="b", branch=branch, by=teller, at=at)
    bind(bound, by=teller)

    early = attachments.sweep_unbound(at=at + DAY - dt.timedelta(seconds=1))
    late = attachments.sweep_unbound(at=at + 3 * DAY)
    again = attachments.sweep_unbound(at=at + 3 * DAY)

    assert (early, late, again) == (0, 1, 0)
    assert list(Attachment.objects.all()) == [bound]
    assert [path.name for path in stored()] == [bound.stored.rpartition("/")[2]]


@pytest.mark.django_db(transaction=True)
def test_the_file_of_a_rolled_back_upload_is_found_after_two_days(teller, branch, picture, at, stored):
    kept = attachments.keep(io.BytesIO(picture()), name="a", branch=branch, by=teller, at=at)
    with transaction.atomic():
        attachments.keep(io.BytesIO(picture()), name="b", branch=branch, by=teller, at=at)
        transaction.set_rollback(True)

    assert len(stored()) == 2
    assert attachments.sweep_orphans(at=at + DAY) == 0
    assert attachments.sweep_orphans(at=at + 2 * DAY) == 1
    assert attachments.sweep_orphans(at=at + 2 * DAY) == 0
    assert [path.name for path in stored()] == [kept.stored.rpartition("/")[2]]


def test_a_copy_is_its_new_subjects_own_and_lies_where_the_sweep_looks(mine, teller, at, stored):
    bind(mine, by=teller)

    attachments.copy(("test.thing", 1), to=("test.thing", 2), by=teller, at=at + 5 * DAY)

    copied = Attachment.objects.exclude(pk=mine.pk).get()
    assert (copied.subject_id, copied.sha256, copied.uploaded_at) == (2, mine.sha256, at + 5 * DAY)
    assert copied.stored.startswith(f"{attachments.folder_of(at + 5 * DAY)}/")
    assert len(stored()) == 2


def test_the_file_goes_with_the_row_and_not_before(mine, teller, stored, django_capture_on_commit_callbacks):
    bind(mine, by=teller)

    with django_capture_on_commit_callbacks(execute=True):
        attachments.drop(mine.pk, subject=("test.thing", 2))
        assert Attachment.objects.exists()
        attachments.drop(mine.pk, subject=("test.thing", 1))
        assert not Attachment.objects.exists()
        assert len(stored()) == 1

    assert not stored()
