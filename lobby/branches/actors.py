"""Who does something: a member of staff, a device, a customer, or the system itself."""

from dataclasses import dataclass
from typing import Literal

ActorKind = Literal["staff", "device", "customer", "system"]


@dataclass(frozen=True, slots=True)
class Actor:
    """The `by` of every verb, copied into the journal so that it outlives the account."""

    kind: ActorKind
    id: int | None
    name: str

    @property
    def staff_id(self) -> int | None:
        """The member of staff, None where somebody or something else acts."""
        return self.id if self.kind == "staff" else None


SYSTEM = Actor(kind="system", id=None, name="system")
CUSTOMER = Actor(kind="customer", id=None, name="customer")
