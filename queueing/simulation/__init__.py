"""Days that never were, and days that were: both played through the ordinary verbs."""
