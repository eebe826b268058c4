"""Counterfeit seizures: found by one, joined by another, marked in view, on a voucher, told, kept (R13, N16)."""
