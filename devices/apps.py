from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DevicesConfig(AppConfig):
    """The machines of the hall and the state each is in."""

    name = "devices"
    label = "devices"
    verbose_name = _("Devices")

    def ready(self) -> None:
        """Fill the registries of the floors below."""
        from devices import checks, demo
        from lobby.branches.demo import register

        register(demo.write)
        checks.register()
