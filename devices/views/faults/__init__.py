"""Faults on the tablet, on the board of the offices, and what is done with them."""
