"""How long a machine keeps the next customer waiting."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping

from devices.selectors import Machine
from lobby.branches.enums import Channel
from lobby.branches.models import Branch, BranchPolicy, Service
from queueing.enums import TicketStatus
from queueing.enums.triage import Offer
from queueing.models import ChannelStats, RoutingDecision

# A customer who takes longer than expected is given half a minute more, again and again.
LEAST_LEFT_S = 30.0
# Whoever was sent and is not heard of for so many times the usual time has gone.
GONE_AFTER = 3
# What has been learned of a machine counts against so many customers at the time that was assumed.
PRIOR_SAMPLES = 5
# Until machines tell their own times, nine in ten waits at one are taken to stay below this many times the predicted.
SPREAD = 1.8


def factor(policy: BranchPolicy, channel: Channel) -> float:
    """Time at a machine as a part of the standard minutes."""
    percent = {
        Channel.SMART_COUNTER: policy.smart_counter_time_percent,
        Channel.VTM: policy.vtm_time_percent,
        Channel.SELF_SERVICE: policy.self_service_time_percent,
    }
    return percent[channel] / 100


def learned(service: Service) -> dict[str, tuple[float, int]]:
    """Mean seconds and samples of a service by channel (1 query)."""
    rows = ChannelStats.objects.filter(service=service).values_list("channel", "mean_service_s", "samples")
    return {channel: (mean_s, samples) for channel, mean_s, samples in rows}


def service_s(service: Service, channel: Channel, policy: BranchPolicy, seen: Mapping[str, tuple[float, int]]) -> int:
    """Seconds that a service takes at a kind of machine: learned, shrunk to what is assumed."""
    assumed = service.standard_minutes * 60 * factor(policy, channel)
    mean_s, samples = seen.get(channel, (0.0, 0))
    return round((mean_s * samples + assumed * PRIOR_SAMPLES) / (samples + PRIOR_SAMPLES))


def sent_to(branch: Branch, day: dt.date) -> dict[int, list[tuple[dt.datetime, float]]]:
    """Who was sent to which machine and is not back: when, and for how many seconds (1 query)."""
    there = RoutingDecision.objects.filter(
        branch=branch, day=day, device__isnull=False, offer=Offer.ACCEPTED, ticket__status=TicketStatus.DIVERTED
    )
    found = defaultdict(list)
    for device_id, at, options, chosen, minutes in there.order_by("at", "pk").values_list(
        "device", "at", "options", "chosen", "service__standard_minutes"
    ):
        expected = next((one["service_s"] for one in options if one["channel"] == chosen), minutes * 60)
        found[device_id].append((at, float(expected)))
    return found


def free_in_s(machine: Machine, sent: Iterable[tuple[dt.datetime, float]], usual_s: float, *, at: dt.datetime) -> float:
    """Seconds until a machine is free, after everybody who was sent there."""
    free = 0.0
    for since, expected_s in sent:
        there_s = (at - since).total_seconds()
        if there_s > GONE_AFTER * expected_s:
            continue
        free = max(free + expected_s, LEAST_LEFT_S) if free else max(expected_s - there_s, LEAST_LEFT_S)
    if machine.is_in_use and not free:
        elapsed = (at - machine.since).total_seconds() if machine.since else 0.0
        free = max(usual_s - elapsed, LEAST_LEFT_S)
    return free
