"""Weights as files: reading them with numpy alone, and what they say about their network."""
