"""Forms that customers fill in before they come to the counter, and their signatures."""

from __future__ import annotations

import json

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lobby.branches.models import Branch, Service
from lobby.branches.models.naming import Named
from lobby.branches.models.organisation import CODE
from lobby.customers.encryption import EncryptedText
from queueing.eforms.fields import Field, parse_fields
from queueing.enums.eforms import FormSource, FormStatus, SignerRole
from queueing.models.cases import ServiceCase
from queueing.models.tickets import Ticket


class FormTemplate(Named):
    """One version of a form. It is never changed: a new version takes its place, forms keep the one they began with."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="form_templates", db_index=False)
    code = models.CharField(max_length=20, validators=[CODE])
    version = models.PositiveSmallIntegerField(default=1)
    fields = models.JSONField(help_text=_("lines of the form, as docs/prereview.md describes them"))
    needs_signature = models.BooleanField(default=True)
    is_active = models.BooleanField(default=True, help_text=_("offered for new forms"))
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("form template")
        verbose_name_plural = _("form templates")
        ordering = ["service", "position", "code", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["service", "code", "version"], name="formtemplate_version_once"),
            models.UniqueConstraint(
                fields=["service", "code"], condition=Q(is_active=True), name="formtemplate_one_active"
            ),
        ]

    @property
    def lines(self) -> list[Field]:
        """The fields in their order."""
        return parse_fields(self.fields)


class FormInstance(models.Model):
    """A form as a customer fills it in. It hangs on a ticket, on a case begun elsewhere, or on both.

    A signed form is frozen, here and by a trigger of the database; a change begins the next version.
    """

    branch = models.ForeignKey(Branch, models.PROTECT, related_name="+", db_index=False)
    template = models.ForeignKey(FormTemplate, models.PROTECT, related_name="instances", db_index=False)
    ticket = models.ForeignKey(Ticket, models.CASCADE, null=True, blank=True, related_name="forms", db_index=False)
    case = models.ForeignKey(ServiceCase, models.CASCADE, null=True, blank=True, related_name="forms", db_index=False)
    status = models.CharField(max_length=8, choices=FormStatus, default=FormStatus.DRAFT)
    content = EncryptedText(default="{}", help_text=_("values by key, as JSON"))
    marked = ArrayField(models.CharField(max_length=40), default=list, blank=True, help_text=_("lines to correct"))
    version = models.PositiveSmallIntegerField(default=1)
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="superseded_by", help_text=_("version before")
    )
    is_current = models.BooleanField(default=True, help_text=_("no newer version took its place"))
    source = models.CharField(max_length=8, choices=FormSource)
    filled_at = models.DateTimeField()
    signed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("form")
        verbose_name_plural = _("forms")
        ordering = ["template__position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ticket__isnull=False) | Q(case__isnull=False), name="form_hangs_on_something"
            ),
            models.CheckConstraint(
                condition=Q(status=FormStatus.SIGNED, signed_at__isnull=False)
                | (~Q(status=FormStatus.SIGNED) & Q(signed_at__isnull=True)),
                name="form_signed_has_its_moment",
            ),
            models.UniqueConstraint(
                fields=["ticket", "template"], condition=Q(is_current=True), name="form_once_on_a_ticket"
            ),
            models.UniqueConstraint(
                fields=["case", "template"], condition=Q(is_current=True), name="form_once_on_a_case"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.template_id} v{self.version}"

    @property
    def values(self) -> dict[str, str]:
        """What was typed, by key."""
        found: dict[str, str] = json.loads(self.content)
        return found

    @property
    def is_finished(self) -> bool:
        """Whether nothing is left to do with it before the counter."""
        done = FormStatus.SIGNED if self.template.needs_signature else FormStatus.COMPLETE
        return self.status in {done, FormStatus.SIGNED} and not self.marked


class Signature(models.Model):
    """A signature drawn on a screen, with what it stands under. Never changed: the database refuses it.

    The drawing lies in the row, encrypted: it is written, read, kept and erased together with what it signs.
    """

    form = models.ForeignKey(FormInstance, models.CASCADE, related_name="signatures", db_index=False)
    role = models.CharField(max_length=8, choices=SignerRole)
    image = EncryptedText(help_text=_("PNG in base64"))
    sha256 = models.CharField(max_length=64, help_text=_("over the form's content and the image"))
    device = models.CharField(max_length=120, help_text=_("where it was drawn"))
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")
        constraints = [models.UniqueConstraint(fields=["form", "role"], name="signature_once_a_role")]

    def __str__(self) -> str:
        return self.sha256[:12]


class PrefillToken(models.Model):
    """Loads one form at a counter, once. Only the hash of the secret is kept."""

    form = models.ForeignKey(FormInstance, models.CASCADE, related_name="tokens")
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    ticket = models.ForeignKey(
        Ticket, models.SET_NULL, null=True, blank=True, related_name="+", help_text=_("that it was used for")
    )

    class Meta:
        verbose_name = _("pre-fill token")
        verbose_name_plural = _("pre-fill tokens")

    def __str__(self) -> str:
        return self.token_hash[:12]
