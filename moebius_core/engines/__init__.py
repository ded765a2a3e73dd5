"""Engines fill the masked part of a region; see engine.py for the protocol."""
