"""The floor's calls under /api/v1/, one module for each noun."""
