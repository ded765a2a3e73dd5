"""The Moebius network as torch modules."""

from moebius_core.network.autoencoder import Autoencoder
from moebius_core.network.deploy import for_inference
from moebius_core.network.load import load_autoencoder, load_student
from moebius_core.network.unet import Prediction, Student
from moebius_core.weights.layout import AutoencoderLayout, StudentLayout

__all__ = [
    "Autoencoder",
    "AutoencoderLayout",
    "Prediction",
    "Student",
    "StudentLayout",
    "for_inference",
    "load_autoencoder",
    "load_student",
]
