"""Staffing advice: how many counters, with which skills, in which half hour. Pure functions over plain values.

Services and desks are named by whatever the caller names them by (codes in logs, ids in the product); slots are counted
from the start of the day; durations are seconds.
"""
