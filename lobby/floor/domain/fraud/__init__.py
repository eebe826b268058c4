"""Signs of fraud, talking customers out of it, and cases in five steps (S176d, S176f, S429)."""
