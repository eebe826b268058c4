"""What the day's rhythm puts into the registries: the board with its sections, the review, goals."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lobby.branches import landing
from lobby.branches.enums import Permission
from lobby.branches.models import Branch
from lobby.floor import briefing, kinds, menu, review, weather
from lobby.floor.domain.briefing import REVIEW_DUE
from lobby.floor.panels import briefing as panels
from lobby.live import screens

NEWS = ("briefing.*", "review.*", "roster.*", "forecast.*", "appointment.*", "content.*", "library.*")


def register() -> None:
    """Fill the registries."""
    weather.register(weather.FixedSource())
    kinds.register_reminder(
        kinds.ReminderKind(
            name=REVIEW_DUE, text=_("Write the evening review"), lead_s=30 * 60, escalate_after_s=2 * 3600
        )
    )
    screens.register(screens.Screen(name=briefing.SCREEN, permission=Permission.FLOOR_VIEW, events=NEWS))
    register_board()
    register_review()
    register_ways()


def register_board() -> None:
    """The floor's own sections of the morning board."""
    briefing.register_section(
        "meeting",
        10,
        panels.meeting,
        "floor/briefing/_meeting.html",
        title=_("The meeting"),
        dirtied_by=("briefing.*",),
        column="side",
    )
    briefing.register_section(
        "goals",
        20,
        panels.goals,
        "floor/briefing/_goals.html",
        title=_("Goals of the day"),
        dirtied_by=("briefing.*",),
        column="side",
    )
    briefing.register_section(
        "notices",
        30,
        panels.notices,
        "floor/briefing/_notices.html",
        title=_("Notices"),
        dirtied_by=("content.*", "library.*"),
        column="side",
    )
    briefing.register_section(
        "materials",
        40,
        panels.materials,
        "floor/briefing/_materials.html",
        title=_("Runs low or expires"),
        dirtied_by=("stock.*",),
        column="side",
    )
    briefing.register_section(
        "tasks",
        60,
        panels.open_tasks,
        "floor/briefing/_tasks.html",
        title=_("Left from before"),
        dirtied_by=("reminder.*", "handover.*"),
    )


def register_review() -> None:
    """The floor's own facts of the evening."""
    for section in (
        review.Section(
            name="alerts",
            title=_("Alerts and how they ended"),
            place=30,
            facts=panels.alert_facts,
            template="floor/briefing/_review_alerts.html",
        ),
        review.Section(
            name="checks",
            title=_("Checks"),
            place=35,
            facts=panels.check_facts,
            template="floor/briefing/_review_checks.html",
        ),
        review.Section(
            name="goals",
            title=_("Goals and coaching"),
            place=60,
            facts=panels.goal_facts,
            template="floor/briefing/_review_goals.html",
        ),
        review.Section(
            name="tasks",
            title=_("Tasks left"),
            place=70,
            facts=panels.task_facts,
            template="floor/briefing/_review_tasks.html",
        ),
    ):
        review.register_section(section)


def register_ways() -> None:
    """How people get there."""
    menu.register(
        menu.Entry(
            name="briefing",
            title=_("Briefing"),
            icon="presentation",
            address=board_address,
            place=10,
            permission=Permission.FLOOR_VIEW,
        )
    )
    menu.register(
        menu.Entry(
            name="review",
            title=_("Evening review"),
            icon="moon-star",
            address=review_address,
            place=200,
            permission=Permission.BRIEFING_LEAD,
        )
    )
    landing.register(
        landing.Tile(
            name="briefing",
            title=_("Morning briefing"),
            note=_("What the day brings, who stands where, goals"),
            icon="presentation",
            address=board_address,
            place=12,
            permission=Permission.BRIEFING_LEAD,
        )
    )


def board_address(branch: Branch) -> str:
    """The morning board of a branch."""
    return reverse("floor:briefing", args=[branch.code])


def review_address(branch: Branch) -> str:
    """The evening review of a branch."""
    return reverse("floor:evening-review", args=[branch.code])
