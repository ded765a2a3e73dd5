"""From the command's words to a window: this one, or one that is open already."""
