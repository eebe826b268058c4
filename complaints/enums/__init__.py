"""Words of complaints, one module for each noun."""
