from django.apps import AppConfig


class FloorConfig(AppConfig):
    """The lobby manager's day: deadlines, alerts, reminders and the tablet's shell."""

    name = "lobby.floor"
    label = "floor"
    verbose_name = "Floor"

    def ready(self) -> None:
        """Fill the registries of this floor and of those below."""
        from lobby.floor import registration

        registration.register()
