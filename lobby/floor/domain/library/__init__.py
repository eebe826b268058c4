"""The approved library: writing, reviewing, its clock, reading, and what the product ships with."""
