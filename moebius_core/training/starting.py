"""The student that a run begins with: from nothing, or from weights."""

from __future__ import annotations

from moebius_core.errors import BadInputError
from moebius_core.network import Autoencoder, Student, load_student, new_student, with_checkpointing
from moebius_core.training.encoding import weights_path
from moebius_core.training.settings import Settings
from moebius_core.weights.checkpoint import open_checkpoint
from moebius_core.weights.layout import StudentLayout

_GROUPS = 32


def open_student(settings: Settings, autoencoder: Autoencoder) -> Student:
    """In train mode, on the processor, every weight requiring a gradient.

    Raises:
        BadInputError: sizes that no network can have, or that do not fit the pictures or the
            autoencoder; weights that cannot be read.
    """
    start = settings.network.start
    if start:
        student = load_student(open_checkpoint(weights_path(start))).requires_grad_(True).train()
    else:
        student = new_student(_layout(settings, autoencoder), seed=settings.run.seed)
    _check_fit(student.layout, settings, autoencoder)
    return with_checkpointing(student, on=settings.loop.gradient_checkpointing)


def _layout(settings: Settings, autoencoder: Autoencoder) -> StudentLayout:
    sizes, latent = settings.network, autoencoder.layout.latent_channels
    for width in sizes.widths:
        if width % _GROUPS or width % sizes.heads:
            raise BadInputError(
                f"network.widths: {width} is no multiple of {_GROUPS} and of the "
                f"{sizes.heads} heads."
            )
    if not sizes.widths:
        raise BadInputError("network.widths must name at least one level.")
    if sizes.window % 2 == 0 or sizes.sines % 2:
        raise BadInputError("network.window must be odd and network.sines even.")
    return StudentLayout(
        latent_size=settings.data.side // _cell(autoencoder),
        in_channels=2 * latent + 1,
        out_channels=latent,
        widths=sizes.widths,
        layers=sizes.layers,
        heads=sizes.heads,
        window=sizes.window,
        ffn_ratio=sizes.ffn_ratio,
        sines=sizes.sines,
        time_width=sizes.time_width,
        context_width=sizes.context_width,
        embedding_width=sizes.embedding_width,
    )


def _check_fit(layout: StudentLayout, settings: Settings, autoencoder: Autoencoder) -> None:
    side, cell = settings.data.side, _cell(autoencoder)
    if layout.latent_size * cell != side:
        raise BadInputError(
            f"This network is made for pictures of {layout.latent_size * cell} pixels a side, and "
            f"data.side is {side}."
        )
    halvings = 2 ** (len(layout.widths) - 1)
    if layout.latent_size % halvings:
        raise BadInputError(
            f"data.side must be a multiple of {cell * halvings} for {len(layout.widths)} levels, "
            f"not {side}."
        )
    latent = autoencoder.layout.latent_channels
    if layout.out_channels != latent:
        raise BadInputError(
            f"The network's latents have {layout.out_channels} channels and the autoencoder's "
            f"{latent}: they do not belong together."
        )


def _cell(autoencoder: Autoencoder) -> int:
    """Pixels along the side of what becomes one position of the latent."""
    return 2 ** (len(autoencoder.layout.widths) - 1)
