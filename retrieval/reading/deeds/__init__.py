"""What an article says was done, and by whom: predicates with those who stand beside them in its sentences."""
