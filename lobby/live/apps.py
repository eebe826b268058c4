from django.apps import AppConfig


class LiveConfig(AppConfig):
    """Journal and push: what happened, in order, and every screen told at once."""

    name = "lobby.live"
    label = "live"
    verbose_name = "Journal and push"

    def ready(self) -> None:
        """Put the journal on the start page."""
        from lobby.live import records

        records.register()
