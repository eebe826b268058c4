"""Things with a Chinese and an English name."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Named(models.Model):
    """Both names are required, so that neither language has gaps."""

    name_zh = models.CharField(_("Chinese name"), max_length=60)
    name_en = models.CharField(_("English name"), max_length=60)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the active language."""
        return self.name_in(get_language() or "zh-hans")

    def name_in(self, language: str) -> str:
        """The name in a language code such as `zh-hans` or `en`."""
        return self.name_en if language.startswith("en") else self.name_zh
