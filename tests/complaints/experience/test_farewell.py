"""A word of thanks: only with consent, never while a complaint is open, once for a visit."""

from __future__ import annotations

import pytest

from complaints.domain.experience import farewell
from complaints.errors.experience import NoThanks, NoThanksWithoutConsent, ThankedAlready
from lobby.customers.domain.holding import hold_contact, release_contact
from lobby.customers.enums import ContactHoldKind
from lobby.floor.models import Reminder
from tests import factories
from tests.complaints.experience.conftest import came


def test_nobody_is_thanked_without_consent(client, clock, branch, cash, manager, teller, stranger, at):
    silent = factories.make_customer(branch, at, by=manager, reference="S1")
    agreed = factories.make_customer(branch, at, by=manager, reference="S2", consent_service_at=at)
    for number, customer in (("A001", None), ("A002", silent)):
        with pytest.raises(NoThanksWithoutConsent):
            farewell.thank(came(cash, at, number, customer=customer).visit, by=manager, at=at)
    visit = came(cash, at, "A003", customer=agreed).visit
    hold_contact(branch, by=manager.actor, at=at, kind=ContactHoldKind.COMPLAINT, cause=("complaint", 1),
                 customer_id=agreed.pk)  # fmt: skip
    with pytest.raises(NoThanks):
        farewell.thank(visit, by=manager, at=at)
    release_contact(("complaint", 1), by=manager.actor, at=at)
    path = f"/experience/farewell/{visit.pk}/"
    for staff, status in ((stranger, 404), (teller, 403), (manager, 200)):
        client.force_login(staff)
        assert client.get(f"{path}?lang=en").status_code == status
    assert "on my list" in client.get(f"{path}?lang=en").content.decode()
    assert client.post(f"{path}thank/").status_code == 302

    task = Reminder.objects.get()

    # Tuesday 10:00; the branch opens again on Wednesday at 9:00.
    assert (task.owner, task.subject_id, task.due_at.isoformat()) == (manager, visit.pk, "2026-03-11T02:00:00+00:00")
    assert "on my list" not in client.get(f"{path}?lang=en").content.decode()
    with pytest.raises(ThankedAlready):
        farewell.thank(visit, by=manager, at=at)
