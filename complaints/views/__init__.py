"""Pages and posts, one module for each noun."""
