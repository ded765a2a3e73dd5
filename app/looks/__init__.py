"""Colours, icons and the focus ring."""
