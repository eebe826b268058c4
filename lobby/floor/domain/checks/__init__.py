"""Checks: making runs (scheduling, clocks), carrying them out (running, answering), their templates (editing, standard)."""
