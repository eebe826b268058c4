"""What follows a complaint: the posts of its dialogs, and the cards that alerts and tasks lead to."""
