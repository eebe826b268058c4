"""Verbs of complaints: the six steps and what else can become of one."""
