"""Models of the ground floor."""

from lobby.branches.models.authority import AuthorityLimit
from lobby.branches.models.catalogue import Counter, DocRequirement, Service
from lobby.branches.models.credentials import AccessKey, Device, IdempotentAnswer
from lobby.branches.models.days import BusinessDay, OpeningHours
from lobby.branches.models.organisation import Branch, BranchPolicy, OrgUnit, Zone
from lobby.branches.models.people import Qualification, RoleGrant, Skill, Staff
from lobby.branches.models.roster import Break, Shift
from lobby.branches.models.sessions import Session

__all__ = [
    "AccessKey",
    "AuthorityLimit",
    "Branch",
    "BranchPolicy",
    "Break",
    "BusinessDay",
    "Counter",
    "Device",
    "DocRequirement",
    "IdempotentAnswer",
    "OpeningHours",
    "OrgUnit",
    "Qualification",
    "RoleGrant",
    "Service",
    "Session",
    "Shift",
    "Skill",
    "Staff",
    "Zone",
]
