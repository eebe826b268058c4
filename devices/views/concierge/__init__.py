"""KS-5: answers and ways for customers; and the questions that had no answer, for who writes them."""
