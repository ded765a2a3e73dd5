"""Tiny runs: a network of a few thousand weights on pictures of 32 pixels a side."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from moebius_core.network import AutoencoderLayout, new_autoencoder
from moebius_core.training.config import read_settings
from moebius_core.training.settings import Settings
from moebius_core.training.tensor_file import write_tensors
from tests.training.pictures import write_png

TINY = """
[data]
train = ["photos"]
held_out = ["held_out"]
held_out_count = 3
side = 32
[vae]
weights = "vae"
[network]
widths = [32, 64]
layers = 1
heads = 4
window = 3
time_width = 16
sines = 16
context_width = 16
embedding_width = 16
[optimiser]
rate = 0.003
adamw_rate = 0.003
[schedule]
warm_up = 2
[loop]
device = "cpu"
steps = 4
batch = 2
ema = 0.9
log_every = 1
held_out_every = 2
checkpoint_every = 2
[samples]
every = 0
steps = 2
count = 2
"""


def write_run(folder: Path, *, more: str = "") -> Path:
    """Pictures, an autoencoder and a run's TOML in `folder`; the TOML's path."""
    random = np.random.default_rng(7)
    for name, count in (("photos", 5), ("held_out", 2)):
        for number in range(count):
            pixels = random.integers(0, 256, (4, 5, 3), np.uint8).repeat(10, 0).repeat(10, 1)
            write_png(folder / name / f"{number}.png", pixels)
    write_autoencoder(folder / "vae")
    path = folder / "run.toml"
    path.write_text(TINY + more, "utf-8")
    return path


def write_autoencoder(folder: Path) -> Path:
    """The weights of an untrained autoencoder, as they lie in a folder of their own."""
    layout = AutoencoderLayout(widths=(32, 32, 32, 32), layers=1)
    folder.mkdir(parents=True)
    path = folder / "diffusion_pytorch_model.safetensors"
    write_tensors(path, new_autoencoder(layout, seed=1).state_dict())
    return path


def tiny_settings(folder: Path, *changes: str) -> Settings:
    """Of a run written to `folder`."""
    return read_settings(write_run(folder), changes)
