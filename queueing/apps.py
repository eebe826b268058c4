from django.apps import AppConfig


class QueueingConfig(AppConfig):
    """Counter sessions, visits, tickets, calling order, announcements, wait estimate."""

    name = "queueing"
    label = "queueing"

    def ready(self) -> None:
        """Fill the registries of the floors below."""
        from queueing import registration

        registration.register()
