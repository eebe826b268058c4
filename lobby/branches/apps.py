from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BranchesConfig(AppConfig):
    """The ground floor: organisation, staff, keys, calendar, access."""

    name = "lobby.branches"
    label = "branches"
    verbose_name = _("Branches")

    def ready(self) -> None:
        """Register the demo branch and the OpenAPI description of credentials."""
        from lobby.branches import demo
        from lobby.branches.api import schema  # noqa: F401 - registers itself
        from lobby.branches.demo.branch import write

        demo.register(write)
