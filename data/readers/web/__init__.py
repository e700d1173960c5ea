"""Pages of the web: fetched from public addresses only, within limits, and cut to the article they hold."""
