"""The doors: terminal and Telegram."""
