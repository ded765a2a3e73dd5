"""The embedded engine: copies matching patches of the photo itself, from coarse to fine.

Patch-based completion after Wexler et al. 2007, Barnes et al. 2009 (PatchMatch) and Newson et al.
2014, in whole-array operations of numpy and OpenCV: no weights, no download.
"""

from __future__ import annotations

from moebius_core.engines.content_fill.engine import ContentFillEngine

__all__ = ["ContentFillEngine"]
