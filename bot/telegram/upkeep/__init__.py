"""What the serving bot does for the archive: long work by request, its backups, the sources that are followed."""
