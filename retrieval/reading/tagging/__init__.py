"""What each piece and each word of an article may be: chances of the tagger, and stretches of text made of them."""
