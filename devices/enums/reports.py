"""The words in which machines tell of themselves: those of CEN XFS4IoT (R24), and the parts a service may need."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lobby.branches.enums import ServiceFamily


class Word(models.TextChoices):
    """What `Common.Status` calls the state of a whole device."""

    ONLINE = "online", pgettext_lazy("machine", "working")
    OFFLINE = "offline", _("offline")
    POWER_OFF = "powerOff", _("switched off")
    NO_DEVICE = "noDevice", _("not there")
    HARDWARE_ERROR = "hardwareError", _("hardware error")
    USER_ERROR = "userError", _("waiting for the customer")
    DEVICE_BUSY = "deviceBusy", _("being used")
    FRAUD_ATTEMPT = "fraudAttempt", _("attempted fraud")
    POTENTIAL_FRAUD = "potentialFraud", _("possible fraud")
    STARTING = "starting", _("starting")


class Position(models.TextChoices):
    """Whether a device stands where it belongs."""

    IN_POSITION = "inPosition", _("in its place")
    NOT_IN_POSITION = "notInPosition", pgettext_lazy("machine", "moved")
    UNKNOWN = "unknown", _("not known")


class AntiFraud(models.TextChoices):
    """The module that looks for foreign objects on a machine."""

    OK = "ok", pgettext_lazy("machine", "fine")
    INOPERABLE = "inoperable", _("does not work")
    DETECTED = "deviceDetected", _("foreign object")
    UNKNOWN = "unknown", _("not known")


class VendorMode(models.TextChoices):
    """Whether the maker's technician works at a machine."""

    ENTER_PENDING = "enterPending", _("about to begin")
    ACTIVE = "active", pgettext_lazy("machine", "active")
    EXIT_PENDING = "exitPending", _("about to end")
    INACTIVE = "inactive", pgettext_lazy("machine", "inactive")


class Paper(models.TextChoices):
    """A printer's paper."""

    UNKNOWN = "unknown", _("not known")
    FULL = "full", pgettext_lazy("machine", "full")
    LOW = "low", pgettext_lazy("machine", "low")
    OUT = "out", pgettext_lazy("machine", "out")
    JAMMED = "jammed", _("jammed")


class Toner(models.TextChoices):
    """A printer's toner."""

    UNKNOWN = "unknown", _("not known")
    FULL = "full", pgettext_lazy("machine", "full")
    LOW = "low", pgettext_lazy("machine", "low")
    OUT = "out", pgettext_lazy("machine", "out")


class Media(models.TextChoices):
    """What is in a card reader."""

    UNKNOWN = "unknown", _("not known")
    PRESENT = "present", _("a card is in it")
    NOT_PRESENT = "notPresent", pgettext_lazy("machine", "empty")
    JAMMED = "jammed", _("jammed")
    ENTERING = "entering", _("a card is being put in")
    LATCHED = "latched", _("a card is held")


class Cash(models.TextChoices):
    """What gives or takes money."""

    UNKNOWN = "unknown", _("not known")
    OK = "ok", pgettext_lazy("machine", "fine")
    ATTENTION = "attention", _("needs attention")
    STOP = "stop", pgettext_lazy("machine", "stopped")


class Storage(models.TextChoices):
    """Where the money lies."""

    UNKNOWN = "unknown", _("not known")
    OK = "ok", pgettext_lazy("machine", "fine")
    FULL = "full", pgettext_lazy("machine", "full")
    HIGH = "high", _("nearly full")
    LOW = "low", _("nearly empty")
    EMPTY = "empty", pgettext_lazy("machine", "empty")


class ErrorKind(models.TextChoices):
    """What `Common.ErrorEvent` is about."""

    HARDWARE = "hardware", _("hardware")
    SOFTWARE = "software", _("software")
    USER = "user", _("customer")
    FRAUD_ATTEMPT = "fraudAttempt", _("attempted fraud")


class ErrorAction(models.TextChoices):
    """What `Common.ErrorEvent` asks for; `clear` is for the branch, `maintenance` for an engineer."""

    RESET = "reset", _("reset")
    SOFTWARE_ERROR = "softwareError", _("mend the software")
    CONFIGURATION = "configuration", _("correct the settings")
    CLEAR = "clear", _("clear it in the branch")
    MAINTENANCE = "maintenance", _("call an engineer")
    SUSPEND = "suspend", _("wait, it mends itself")


class Part(models.TextChoices):
    """A part of a machine that a service may need and a machine may lose."""

    PRINTER = "printer", _("printer")
    CARD = "card", _("card reader")
    DISPENSER = "dispenser", _("cash dispenser")
    ACCEPTOR = "acceptor", _("cash acceptor")


class Supply(models.TextChoices):
    """What somebody in the branch puts into a machine, or takes out."""

    PAPER = "paper", pgettext_lazy("machine", "paper")
    TONER = "toner", _("toner")
    CASH = "cash", _("cash")


# What the services of a family need of a machine that nobody has described: `DeviceFunction` says it for one machine.
DEFAULT_NEEDS: dict[ServiceFamily, tuple[Part, ...]] = {
    ServiceFamily.CASH: (Part.DISPENSER, Part.ACCEPTOR),
    ServiceFamily.NONCASH: (Part.PRINTER,),
    ServiceFamily.CARD: (Part.CARD,),
    ServiceFamily.WEALTH: (Part.PRINTER,),
    ServiceFamily.LOAN: (Part.PRINTER,),
    ServiceFamily.CORPORATE: (Part.PRINTER,),
}
