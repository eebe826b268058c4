from django.apps import AppConfig


class KpiConfig(AppConfig):
    """Figures of a branch: the registry, how they are measured, and the pages that show them."""

    name = "lobby.kpi"
    label = "kpi"
    verbose_name = "Figures"

    def ready(self) -> None:
        """Fill the registries of the floors below."""
        from lobby.kpi import registration

        registration.register()
