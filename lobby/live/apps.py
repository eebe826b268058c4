from django.apps import AppConfig


class LiveConfig(AppConfig):
    """Journal and push: what happened, in order, and every screen told at once."""

    name = "lobby.live"
    label = "live"
    verbose_name = "Journal and push"
