"""Everything that a run can be told: the sections of its TOML, and nothing else.

A field is a key of the file: its type, default, range and documentation stand in one place, and
`config` reads, checks and writes files by them. No torch, no numpy.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Any, NamedTuple, TypeVar

Value = TypeVar("Value")

META = "rule"
"""Where in a field's metadata its `Rule` is."""


class Place(Enum):
    """What a text names."""

    PATH = "path"
    WEIGHTS = "weights"
    """An installed id, or a path if there is something."""


class Rule(NamedTuple):
    """What is said of a key beside its type and default."""

    text: str
    least: float | None = None
    most: float | None = None
    choices: tuple[str, ...] = ()
    place: Place | None = None


def key(
    default: Value,
    text: str,
    *,
    least: float | None = None,
    most: float | None = None,
    choices: tuple[str, ...] = (),
    place: Place | None = None,
) -> Value:
    """A key of a section.

    Args:
        default: Also the key's type.
        text: One or two sentences for the commented file.
        least, most: Of a number, or of each in a list; both allowed themselves.
        choices: All values of a text.
        place: Of a text, or of each in a list, that names files.
    """
    made: Any = field(default=default, metadata={META: Rule(text, least, most, choices, place)})
    return made


@dataclass(frozen=True, kw_only=True)
class RunSettings:
    """What is done at all."""

    task: str = key(
        "student",
        "What is trained: the network that fills holes, or the autoencoder (VAE) it works in.",
        choices=("student", "vae"),
    )
    seed: int = key(0, "Another number: another order, other masks, other noise.", least=0)


@dataclass(frozen=True, kw_only=True)
class DataSettings:
    """The pictures. Paths are relative to the folder of this file."""

    train: tuple[str, ...] = key(
        (), "Folders of pictures or of .tar shards, .tar shards, or .jsonl files.", place=Place.PATH
    )
    held_out: tuple[str, ...] = key(
        (),
        "The same, of pictures that are only measured on. Empty: nothing is measured.",
        place=Place.PATH,
    )
    side: int = key(512, "Side of the square that is cut out, pixels; a multiple of 8.", least=32)
    masks: str = key(
        "medium", "How wide the strokes of random masks are.", choices=("thin", "medium", "thick")
    )
    workers: int = key(0, "Processes that read ahead; 0 reads in the training's own.", least=0)
    held_out_count: int = key(
        64, "How many samples of the held-out pictures are measured on; 0: one a picture.", least=0
    )
    cache_latents: str = key(
        "",
        "Folder that keeps latents from one epoch to the next. Empty: nothing is kept.",
        place=Place.PATH,
    )
    cached_views: int = key(
        8, "How many crops, each with a mask, a picture has in that folder.", least=1
    )


@dataclass(frozen=True, kw_only=True)
class NetworkSettings:
    """The student. Sizes count only where it starts from nothing."""

    start: str = key(
        "",
        "Installed id, file or folder of weights to go on from. Empty: from nothing.",
        place=Place.WEIGHTS,
    )
    widths: tuple[int, ...] = key(
        (320, 640, 1280), "Channels of each level, multiples of 32, from fine to coarse.", least=32
    )
    layers: int = key(2, "Pairs of residual block and transformer in a down block.", least=1)
    heads: int = key(8, "Query heads of the lambda layers.", least=1)
    window: int = key(15, "Side of the local lambda layer's neighbourhood, odd.", least=3)
    ffn_ratio: float = key(2.5, "Width of the feed-forward layers over the block's.", least=0.5)
    time_width: int = key(1280, "Width of the timestep's embedding.", least=8)
    sines: int = key(320, "Sines and cosines that describe a timestep, even.", least=2)
    context_width: int = key(768, "Width of what the learned embeddings become.", least=8)
    embedding_width: int = key(3072, "Width of the learned embeddings.", least=8)


@dataclass(frozen=True, kw_only=True)
class VaeSettings:
    """The autoencoder: the frozen one that a student works in, or the one that is trained."""

    weights: str = key(
        "vae",
        "Installed id, file or folder of the frozen one. “vae” is the published one.",
        place=Place.WEIGHTS,
    )
    start: str = key(
        "",
        "Installed id, file or folder of weights to go on from. Empty: from nothing.",
        place=Place.WEIGHTS,
    )
    widths: tuple[int, ...] = key(
        (128, 256, 512, 512),
        "Channels of each level, multiples of 32, from fine to coarse. Under 64, colours are lost.",
        least=32,
    )
    layers: int = key(2, "Residual blocks in a level of the encoder.", least=1)
    kl: float = key(1e-6, "Weight of the divergence from a standard normal.", least=0)
    edges: float = key(1.0, "Weight of the differences between neighbouring pixels.", least=0)


@dataclass(frozen=True, kw_only=True)
class TeacherSettings:
    """Whom a distilled student follows."""

    weights: str = key(
        "",
        "File or folder of PixelHacker's weights, or of a larger student's, or its id.",
        place=Place.WEIGHTS,
    )


@dataclass(frozen=True, kw_only=True)
class OptimiserSettings:
    """Muon for weights of two or more dimensions inside the network, AdamW for the rest."""

    muon: bool = key(True, "Whether Muon is used; otherwise AdamW does everything.")
    rate: float = key(1e-4, "Learning rate of Muon (of AdamW where there is no Muon).", least=0)
    adamw_rate: float = key(1e-4, "Learning rate of AdamW beside Muon.", least=0)
    decay: float = key(0.1, "Weight decay of both; none for biases and norms.", least=0)
    momentum: float = key(0.95, "Of Muon, Nesterov's.", least=0, most=0.9999)
    newton_schulz_steps: int = key(5, "Of Muon's orthogonalisation.", least=1, most=20)
    beta1: float = key(0.9, "Of AdamW.", least=0, most=0.9999)
    beta2: float = key(0.95, "Of AdamW.", least=0, most=0.999999)
    clip: float = key(1.0, "Largest norm of all gradients together; 0 clips nothing.", least=0)


@dataclass(frozen=True, kw_only=True)
class ScheduleSettings:
    """How the learning rates go."""

    kind: str = key("constant", "What follows the warm-up.", choices=("constant", "cosine"))
    warm_up: int = key(1000, "Steps over which the rates rise from 0.", least=0)
    final: float = key(0.0, "Share of the rates at the end of the cosine.", least=0, most=1)


@dataclass(frozen=True, kw_only=True)
class LossSettings:
    """Factors of distillation's terms; the defaults are the paper's (arXiv 2606.19195)."""

    task: float = key(0.5, "The true noise.", least=0)
    perceptual: float = key(0.5, "How different the implied latents look.", least=0)
    fine: float = key(0.01, "The teacher's noise.", least=0)
    coarse: float = key(
        0.01,
        "The teacher's features. 0 leaves it out, as it must be where the two differ in width.",
        least=0,
    )
    adaptive: bool = key(True, "Whether the terms are kept in balance by their gradients.")


@dataclass(frozen=True, kw_only=True)
class LoopSettings:
    """How long, in what pieces, and what is written when."""

    steps: int = key(200_000, "Updates of the weights in the whole run.", least=1)
    batch: int = key(8, "Samples at once in each process.", least=1)
    accumulate: int = key(1, "Batches whose gradients make one update.", least=1)
    device: str = key(
        "auto",
        "Where; auto takes a graphics card where there is one.",
        choices=("auto", "cpu"),
    )
    precision: str = key(
        "fp32", "bf16 computes most layers in 16 bits (autocast).", choices=("fp32", "bf16")
    )
    gradient_checkpointing: bool = key(
        False, "Less memory and a third more time: blocks are computed again on the way back."
    )
    ema: float = key(
        0.9999,
        "Decay of the averaged weights, which are what is saved; 0: no averaging.",
        least=0,
        most=0.999999,
    )
    log_every: int = key(10, "Steps between scalars.", least=1)
    held_out_every: int = key(1000, "Steps between measurements on held-out pictures.", least=1)
    checkpoint_every: int = key(1000, "Steps between checkpoints; one follows the end.", least=1)
    keep: int = key(3, "How many checkpoints are kept.", least=1)


@dataclass(frozen=True, kw_only=True)
class SampleSettings:
    """Pictures for TensorBoard, of held-out pictures (of training ones where there are none)."""

    every: int = key(1000, "Steps between grids; 0: none.", least=0)
    count: int = key(4, "Samples in a grid.", least=1, most=64)
    steps: int = key(20, "Steps of DDIM for each.", least=1, most=1000)
    guidance: float = key(2.0, "1 paints what fits; more moves away from objects.", least=0)


@dataclass(frozen=True, kw_only=True)
class Settings:
    """A whole run; the fields are the sections of its TOML."""

    run: RunSettings = field(default_factory=RunSettings)
    data: DataSettings = field(default_factory=DataSettings)
    network: NetworkSettings = field(default_factory=NetworkSettings)
    vae: VaeSettings = field(default_factory=VaeSettings)
    teacher: TeacherSettings = field(default_factory=TeacherSettings)
    optimiser: OptimiserSettings = field(default_factory=OptimiserSettings)
    schedule: ScheduleSettings = field(default_factory=ScheduleSettings)
    loss: LossSettings = field(default_factory=LossSettings)
    loop: LoopSettings = field(default_factory=LoopSettings)
    samples: SampleSettings = field(default_factory=SampleSettings)
