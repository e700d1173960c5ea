"""What people follow: what they mean by it, what is news to them, when a digest is due, what it says. Pure."""
