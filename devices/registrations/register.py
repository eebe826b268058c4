"""What the register offers: the way to it."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from devices.demo import register as demo_data
from lobby.branches import demo, landing
from lobby.branches.enums import Permission
from lobby.branches.models import Branch


def register() -> None:
    """Fill the registries. Whoever keeps the register or shuts machines out finds it on the landing page, once."""
    demo.register(demo_data.write)
    edit, shut_out = Permission.DEVICE_EDIT, Permission.DEVICE_REVOKE
    for name, permission, unless in (("register", edit, None), ("register-keys", shut_out, edit)):
        landing.register(
            landing.Tile(
                name=name,
                title=_("Register of machines"),
                note=_("What stands in the branch, maintenance, keys"),
                icon="monitor-cog",
                address=address,
                place=68,
                permission=permission,
                unless=unless,
            )
        )


def address(branch: Branch) -> str:
    """The register of a branch."""
    return reverse("devices:register", args=[branch.code])
