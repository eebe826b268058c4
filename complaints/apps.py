from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ComplaintsConfig(AppConfig):
    """Complaints, clocks and escalation, ratings and feedback."""

    name = "complaints"
    label = "complaints"
    verbose_name = _("Complaints")

    def ready(self) -> None:
        """Fill the registries of the floors below."""
        from complaints.registration import register

        register()
