"""Fleets that are played: machines that are used, run out of things, break and fall silent, the same way for a seed."""
