from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.utils.translation import gettext_lazy as _


class BranchesConfig(AppConfig):
    """The ground floor: organisation, staff, keys, calendar, access."""

    name = "lobby.branches"
    label = "branches"
    verbose_name = _("Branches")

    def ready(self) -> None:
        """Register the demo branches, the shipped limits and the OpenAPI description of credentials."""
        from lobby.branches import demo, locking, shipped
        from lobby.branches.api import schema  # noqa: F401 - registers itself
        from lobby.branches.authority import install_limits
        from lobby.branches.demo import branch
        from lobby.branches.demo import shipped as shipped_part

        user_logged_in.connect(locking.on_sign_in, dispatch_uid="branches.lock")
        demo.register(branch.write)
        demo.register(shipped_part.write)
        shipped.register("limits", lambda _branch, _at, _begins: install_limits())
