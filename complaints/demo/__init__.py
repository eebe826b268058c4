"""The demo branch's complaints and ratings, one module for each noun."""
