"""Training: data, masks, noise and losses. Nothing that a person uses reaches it.

numpy and OpenCV only, but for `losses`, `adaptive`, `perceptual` and `batches`, which need torch.
"""
