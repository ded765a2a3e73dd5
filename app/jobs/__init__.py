"""Work beside the window's thread."""
