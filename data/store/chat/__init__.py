"""What the chat leaves: conversations, questions asked, guests, updates with their planned answers."""
