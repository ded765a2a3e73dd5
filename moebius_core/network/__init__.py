"""The Moebius network as torch modules."""

from moebius_core.network.autoencoder import Autoencoder
from moebius_core.network.checkpointing import with_checkpointing
from moebius_core.network.deploy import for_inference
from moebius_core.network.fresh import new_autoencoder, new_student, new_teacher
from moebius_core.network.load import load_autoencoder, load_student, load_teacher
from moebius_core.network.reduced import in_reduced_precision
from moebius_core.network.teacher import Teacher
from moebius_core.network.unet import Prediction, Student
from moebius_core.weights.layout import AutoencoderLayout, StudentLayout, TeacherLayout

__all__ = [
    "Autoencoder",
    "AutoencoderLayout",
    "Prediction",
    "Student",
    "StudentLayout",
    "Teacher",
    "TeacherLayout",
    "for_inference",
    "in_reduced_precision",
    "load_autoencoder",
    "load_student",
    "load_teacher",
    "new_autoencoder",
    "new_student",
    "new_teacher",
    "with_checkpointing",
]
