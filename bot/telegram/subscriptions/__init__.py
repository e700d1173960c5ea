"""Being told: what people follow is asked for, shown and ended here, and digests are planned."""
