"""Pages and posts of BH-8, one module for each noun."""
