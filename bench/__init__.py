"""`make bench`: what the product costs beside the floor under it, measured in one run on one machine."""
