"""Networks before any training: a seed says which."""

from __future__ import annotations

import torch
from torch import nn

from moebius_core.network.autoencoder import Autoencoder
from moebius_core.network.lambda_layers import InteractiveLambda
from moebius_core.network.teacher import Teacher
from moebius_core.network.unet import Student
from moebius_core.weights.layout import AutoencoderLayout, StudentLayout, TeacherLayout


def new_student(layout: StudentLayout, *, seed: int) -> Student:
    """An untrained student on the processor: train mode, float32, every weight requires a gradient.

    As the public code begins, except for the tables of positions: theirs, of unit variance, make
    the interactive lambdas' outputs up to forty times as large as what they are added to. Here
    the outputs have unit variance.
    """
    with torch.random.fork_rng(devices=()):
        torch.manual_seed(seed)
        student = Student(layout)
        _draw(student)
        for module in student.modules():
            if isinstance(module, InteractiveLambda):
                _, context_length, depth, _ = module.rel_pos_emb.shape
                nn.init.normal_(module.rel_pos_emb, std=(context_length * depth) ** -0.5)
    return student.train()


def new_teacher(layout: TeacherLayout, *, seed: int) -> Teacher:
    """An untrained teacher, as the public code begins; otherwise as `new_student`."""
    with torch.random.fork_rng(devices=()):
        torch.manual_seed(seed)
        teacher = Teacher(layout)
        _draw(teacher)
    return teacher.train()


def new_autoencoder(layout: AutoencoderLayout, *, seed: int) -> Autoencoder:
    """An untrained autoencoder with torch's own initial values; otherwise as `new_student`."""
    with torch.random.fork_rng(devices=()):
        torch.manual_seed(seed)
        return Autoencoder(layout).train()


def _draw(network: Student | Teacher) -> None:
    """Learned vectors from N(0, 1), linear layers after Glorot; the rest stays torch's own."""
    nn.init.normal_(network.embedding_layer.weight)
    for module in network.diff_model.modules():
        if isinstance(module, nn.Linear):
            for weight in module.parameters(recurse=False):
                nn.init.xavier_uniform_(weight) if weight.dim() == 2 else nn.init.zeros_(weight)
