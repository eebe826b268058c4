"""The words of the notions that the guards' rules are made of, in simplified Chinese and English, by subject."""
