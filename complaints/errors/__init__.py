"""What the verbs refuse, one module for each noun."""
