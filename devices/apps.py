from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DevicesConfig(AppConfig):
    """The machines of the hall: the state of each, its faults, and the sessions of customers at it."""

    name = "devices"
    label = "devices"
    verbose_name = _("Devices")

    def ready(self) -> None:
        """Fill the registries of the floors below."""
        from devices.registration import register

        register()
