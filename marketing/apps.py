from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MarketingConfig(AppConfig):
    """The right prompt, at the allowed moment, to a customer who may be asked."""

    name = "marketing"
    label = "marketing"
    verbose_name = _("Marketing")

    def ready(self) -> None:
        """Fill the registries of the floors below."""
        from marketing.registration import register

        register()
