"""The engine of the Moebius network: `DiffusionEngine` over any `DiffusionBackend`."""

from moebius_core.engines.diffusion.engine import DiffusionEngine, Fallback
from moebius_core.engines.diffusion.guard import BrokenOutputError, self_test
from moebius_core.engines.diffusion.settings import DiffusionSettings, settings_for

__all__ = [
    "BrokenOutputError",
    "DiffusionEngine",
    "DiffusionSettings",
    "Fallback",
    "self_test",
    "settings_for",
]
