"""What an office does with the archive: files to take home."""
