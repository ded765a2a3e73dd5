"""The editor in the person's language."""
