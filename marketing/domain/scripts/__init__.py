"""Scripts: what each kind is made of, how its words are checked, and their use in a visit."""
