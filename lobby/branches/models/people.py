"""Staff, their roles and skills."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lobby.branches.actors import Actor
from lobby.branches.enums import Grade, QualificationKind, Rank, RoleCode, SkillKind
from lobby.branches.models.organisation import Branch, OrgUnit


class StaffManager(BaseUserManager["Staff"]):
    """Makes accounts; `createsuperuser` uses it."""

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> Staff:
        """Make an account with a hashed password, none when it is empty."""
        staff = self.model(username=self.model.normalize_username(username), **fields)
        staff.set_password(password)
        staff.save(using=self._db)
        return staff

    def create_superuser(self, username: str, password: str | None = None, **fields: Any) -> Staff:
        """Make an account that may open the administration pages."""
        return self.create_user(username, password, is_staff=True, is_superuser=True, **fields)


class Staff(AbstractBaseUser, PermissionsMixin):
    """A person who works for the bank and signs in."""

    username = models.CharField(
        max_length=40, unique=True, validators=[RegexValidator(r"^[\w.@-]{1,40}$", _("letters, digits, . @ - _"))]
    )
    name = models.CharField(max_length=60)
    home_branch = models.ForeignKey(Branch, models.PROTECT, null=True, blank=True, related_name="staff")
    language = models.CharField(max_length=10, blank=True, choices=[("zh-hans", "简体中文"), ("en", "English")])
    grade = models.CharField(max_length=10, choices=Grade, default=Grade.JUNIOR)
    shortcuts_on = models.BooleanField(default=True, help_text=_("keyboard shortcuts on the teller screen"))
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False, help_text=_("may open the administration pages"))
    date_joined = models.DateTimeField(default=timezone.now)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]
    objects = StaffManager()

    class Meta:
        verbose_name = _("member of staff")
        verbose_name_plural = _("staff")
        ordering = ["username"]

    def __str__(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        """The name the administration pages greet with."""
        return self.name

    @property
    def actor(self) -> Actor:
        """This person as the `by` of a verb."""
        return Actor(kind="staff", id=self.pk, name=self.name)


class RoleGrant(models.Model):
    """A role held at one branch, or at an organisation unit and everything below it."""

    staff = models.ForeignKey(Staff, models.CASCADE, related_name="grants")
    role = models.CharField(max_length=12, choices=RoleCode)
    branch = models.ForeignKey(Branch, models.CASCADE, null=True, blank=True, related_name="grants")
    unit = models.ForeignKey(OrgUnit, models.CASCADE, null=True, blank=True, related_name="grants")

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        ordering = ["staff", "role"]
        constraints = [
            models.UniqueConstraint(fields=["staff", "role", "branch", "unit"], name="role_once", nulls_distinct=False),
            models.CheckConstraint(
                condition=Q(branch__isnull=True) ^ Q(unit__isnull=True), name="role_at_branch_or_unit"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.role}"


class Skill(models.Model):
    """A service (by its code) or a language that a member of staff can serve in."""

    staff = models.ForeignKey(Staff, models.CASCADE, related_name="skills")
    kind = models.CharField(max_length=10, choices=SkillKind, default=SkillKind.SERVICE)
    code = models.CharField(max_length=20)
    rank = models.CharField(max_length=10, choices=Rank, default=Rank.PRIMARY)

    class Meta:
        verbose_name = _("skill")
        verbose_name_plural = _("skills")
        ordering = ["staff", "kind", "code"]
        constraints = [models.UniqueConstraint(fields=["staff", "kind", "code"], name="skill_once")]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.code}"


class Qualification(models.Model):
    """A licence to sell a kind of product, and when it is valid (N13)."""

    staff = models.ForeignKey(Staff, models.CASCADE, related_name="qualifications")
    kind = models.CharField(max_length=12, choices=QualificationKind)
    number = models.CharField(max_length=40)
    valid_from = models.DateField()
    valid_until = models.DateField(help_text=_("the last day on which it is valid"))

    class Meta:
        verbose_name = _("qualification")
        verbose_name_plural = _("qualifications")
        ordering = ["staff", "kind", "valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["staff", "kind", "valid_from"], name="qualification_once"),
            models.CheckConstraint(condition=Q(valid_until__gte=models.F("valid_from")), name="qualification_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.kind}"
