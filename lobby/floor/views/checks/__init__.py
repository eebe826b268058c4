"""Pages of checks: the day's list and a run, acts on it, signing, the safety register, editing checklists."""
