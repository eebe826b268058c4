"""Models of the ground floor."""

from lobby.branches.models.catalogue import Counter, Service
from lobby.branches.models.credentials import AccessKey, Device, IdempotentAnswer
from lobby.branches.models.days import BusinessDay, OpeningHours
from lobby.branches.models.organisation import Branch, BranchPolicy, OrgUnit, Zone
from lobby.branches.models.people import RoleGrant, Skill, Staff
from lobby.branches.models.roster import Break, Shift

__all__ = [
    "AccessKey",
    "Branch",
    "BranchPolicy",
    "Break",
    "BusinessDay",
    "Counter",
    "Device",
    "IdempotentAnswer",
    "OpeningHours",
    "OrgUnit",
    "RoleGrant",
    "Service",
    "Shift",
    "Skill",
    "Staff",
    "Zone",
]
