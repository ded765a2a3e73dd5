"""Writes ONNX graphs: the deployed ones that ship without weights, and the browser port's files."""
