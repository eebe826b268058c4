"""What the wait estimate learns from the days behind it: service times as it goes, whole models by night."""
