"""The checklists that ship with the product, in our own words, and the verb that installs them."""
