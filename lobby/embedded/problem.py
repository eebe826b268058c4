"""What went wrong, in one line for the person who started the run."""


class Problem(Exception):
    """The run cannot go on; the text says why and what to do about it."""
