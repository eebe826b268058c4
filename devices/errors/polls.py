"""What can be wrong with the address at which a machine is asked."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Invalid


class AddressRefused(Invalid):
    """Not an address that may be asked."""

    code = "address_refused"
    message = _("This address may not be asked: {reason}")
