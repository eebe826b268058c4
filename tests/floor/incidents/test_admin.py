"""Administration keeps contacts and first-aiders of its own branches."""

from __future__ import annotations

from django.test import Client

from lobby.branches.enums import RoleCode
from lobby.branches.models import Branch, Staff
from lobby.floor.models import Contact
from tests import factories


def test_the_administration_keeps_contacts_of_its_branch(branch: Branch, other_branch: Branch, manager: Staff) -> None:
    admin = factories.make_staff("sys", branch, RoleCode.SYSADM, is_staff=True)
    for where in (branch, other_branch):
        Contact.objects.create(branch=where, kind="hospital", name_zh="医院", name_en=f"H{where.code}", phone="120")
    client, outsider = Client(), Client()
    client.force_login(admin)
    outsider.force_login(manager)

    page = client.get("/admin/floor/contact/").content.decode()

    assert client.get("/admin/floor/firstaider/add/").status_code == 200
    assert Contact.objects.count() == 2
    mine = Contact.objects.get(branch=branch)
    assert f"/admin/floor/contact/{mine.pk}/change/" in page
    assert f"/admin/floor/contact/{Contact.objects.get(branch=other_branch).pk}/change/" not in page
    assert outsider.get("/admin/floor/contact/").status_code != 200
