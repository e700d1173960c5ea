"""What comes from Telegram: by polling or by the webhook, and as the bot understands it."""
