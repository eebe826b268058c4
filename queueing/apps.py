from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QueueingConfig(AppConfig):
    """Counter sessions, visits, tickets, calling order, announcements, wait estimate."""

    name = "queueing"
    label = "queueing"
    verbose_name = _("Queue")

    def ready(self) -> None:
        """Fill the registries of the floors below."""
        from queueing import registration

        registration.register()
