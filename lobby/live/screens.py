"""The registry of screens: which news each one shows and who may open it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lobby.branches import access
from lobby.branches.models import Branch
from lobby.live import panels, values
from lobby.live.credentials import Credentials
from lobby.live.events import matches
from lobby.live.scopes import Audience

Authorise = Callable[[Credentials, Branch], Audience | None]

# What a screen that strangers can read may carry: numbers, never a name.
PUBLIC_FIELDS = frozenset({"ticket", "number", "service", "counter", "announcement"})


@dataclass(frozen=True, kw_only=True)
class Screen:
    """A kind of live screen.

    Exactly one of three says who may open it: `permission` (staff who hold it at the branch), `device` (devices of that
    kind in their own branch), or `authorise`, a function of the app that owns the screen. `own` narrows the events to
    those about the viewer's own ticket. `fields` limits what events carry; only staff screens may carry everything.
    """

    name: str
    events: tuple[str, ...]
    permission: str | None = None
    device: str | None = None
    authorise: Authorise | None = None
    fields: frozenset[str] | None = None
    own: bool = False

    def audience_for(self, credentials: Credentials, branch: Branch) -> Audience | None:
        """The viewer behind the credentials, or None for a stranger."""
        if self.authorise is not None:
            return self.authorise(credentials, branch)
        if self.device is not None:
            return device_audience(credentials, branch, self.device)
        return staff_audience(credentials, branch, self) if self.permission else None

    def shows(self, event_type: str) -> bool:
        """Whether events of this type go to the screen."""
        return any(matches(pattern, event_type) for pattern in self.events)

    @property
    def visible_fields(self) -> frozenset[str] | None:
        """Fields that events keep on this screen; None = all."""
        return self.fields if self.fields is not None or self.permission else PUBLIC_FIELDS

    def key_of(self, audience: Audience) -> Audience:
        """The audience without what makes no difference here, so that equal screens share one frame."""
        kinds = {panel.audience for panel in panels.of_screen(self.name)}
        per_ticket = self.own or bool(values.of_screen(self.name)) or "ticket" in kinds
        return Audience(
            language=audience.language,
            person=audience.person if "person" in kinds else None,
            device=audience.device if "device" in kinds else None,
            counter=audience.counter if "counter" in kinds else None,
            ticket=audience.ticket if per_ticket else None,
            permissions=audience.permissions & _asked(self.name),
        )


_screens: dict[str, Screen] = {}


def register(screen: Screen) -> None:
    """Add a screen; called from `AppConfig.ready()`. Raises ValueError for a name that is taken."""
    if _screens.setdefault(screen.name, screen) != screen:
        raise ValueError(f"two screens are named {screen.name}")


def find(name: str) -> Screen | None:
    """The screen of a name, None when there is none."""
    return _screens.get(name)


def staff_audience(credentials: Credentials, branch: Branch, screen: Screen) -> Audience | None:
    """A member of staff who holds the screen's permission at the branch (2 queries at most)."""
    staff = credentials.staff
    if staff is None or credentials.is_locked:
        return None
    held = access.permissions_at(staff, branch)
    if screen.permission not in held:
        return None
    return Audience(language=credentials.language, person=staff.pk, permissions=frozenset(held))


def device_audience(credentials: Credentials, branch: Branch, kind: str) -> Audience | None:
    """A device of this kind in its own branch (no query)."""
    device = credentials.device
    if device is None or device.kind != kind or device.branch_id != branch.pk or not device.is_active:
        return None
    return Audience(language=credentials.language, device=device.pk)


def _asked(screen: str) -> frozenset[str]:
    """Permissions that the screen's panels ask for."""
    return frozenset(panel.permission for panel in panels.of_screen(screen) if panel.permission)
