"""One file per review rule; adding a file here is all that a new rule needs."""
