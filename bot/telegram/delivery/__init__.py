"""Parts of the Telegram door that make calls: limits kept, failures tried again, nothing sent twice."""
