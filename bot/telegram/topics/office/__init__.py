"""What an office takes home from here: files, charts."""
