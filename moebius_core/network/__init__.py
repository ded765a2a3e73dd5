"""The Moebius network on torch: the only modules of it, and the only part besides its engine that needs torch."""

from moebius_core.network.autoencoder import Autoencoder
from moebius_core.network.load import load_autoencoder, load_student
from moebius_core.network.unet import Prediction, Student
from moebius_core.weights.layout import AutoencoderLayout, StudentLayout

__all__ = [
    "Autoencoder",
    "AutoencoderLayout",
    "Prediction",
    "Student",
    "StudentLayout",
    "load_autoencoder",
    "load_student",
]
