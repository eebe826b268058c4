"""The demo branch's day, one module for each noun."""
