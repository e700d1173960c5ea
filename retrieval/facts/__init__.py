"""Reading an article into meetings and facts that each stand on a span of its text."""
