"""The verbs, one module or package for each noun."""
