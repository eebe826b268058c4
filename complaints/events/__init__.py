"""News of complaints and ratings, one module for each noun."""
