"""The picture on the screen: what is shown where, and how it gets there."""
