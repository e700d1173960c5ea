"""Sources while the bot serves: fetched when they are due, and told of once a day."""
