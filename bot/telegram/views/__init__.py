"""What is shown: stored answers, articles and meetings as blocks of text and rows of buttons. Pure."""
