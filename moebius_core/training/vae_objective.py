"""An autoencoder from nothing: pictures through few numbers and back (arXiv 1312.6114, 2112.10752).

No discriminator and no network that judges: absolute errors of pixels and of the differences
between neighbours at several sizes, and a small divergence that keeps the latents compact.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor

from moebius_core.arrays import Image
from moebius_core.errors import BadInputError
from moebius_core.network import (
    Autoencoder,
    AutoencoderLayout,
    load_autoencoder,
    new_autoencoder,
)
from moebius_core.sampling import LATENT_SCALE
from moebius_core.training.batches import Batch, BatchNumbers, load_batches
from moebius_core.training.dataset import Samples
from moebius_core.training.encoding import weights_path
from moebius_core.training.objective import Outcome
from moebius_core.training.painting import side_by_side
from moebius_core.training.records import open_records
from moebius_core.training.seeds import derived
from moebius_core.training.settings import Settings
from moebius_core.weights.checkpoint import open_checkpoint

CELL_PX = 8
"""Pixels along the side of what becomes one position of the latent, in all of the product."""

_GROUPS = 32
_SIZES = 3
"""At which neighbours are compared: all pixels, half the side, a quarter."""

_MEASURED_ON = 64
"""Pictures on which `standardised` takes means and deviations."""

_FLATTEST = 0.1
"""Of the largest deviation of a channel: one that hardly varies is not blown up to noise."""

_NARROW = -6.0
"""Log variance that a new encoder begins with. At 0 the noise of the posterior would hide from the
decoder whatever the encoder finds, and the first hundreds of steps would be lost."""

_LOG_VARIANCES = -30.0, 20.0
"""As the public code clamps them."""


class VaeObjective:
    """Pictures decoded from a sample of the posterior, against themselves.

    Args:
        network: The autoencoder.
        kl: Weight of the divergence from a standard normal, a mean over the latent's numbers.
        edges: Weight of the differences between neighbours.
        pictures: (B, 3, S, S) on the network's device, the same each time it is called: what the
            latents are standardised on in `exported`. None: they are left as they are.
    """

    def __init__(
        self,
        network: Autoencoder,
        *,
        kl: float,
        edges: float,
        pictures: Callable[[], Iterable[Tensor]] | None = None,
    ) -> None:
        self._network = network
        self._kl = kl
        self._edges = edges
        self._pictures = pictures

    @property
    def network(self) -> Autoencoder:
        return self._network

    def step(self, batch: Batch) -> Outcome:
        """As `Objective`; the sample is torch's global generator's."""
        mean, log_variance = self._encoded(batch.images)
        latent = mean + torch.exp(0.5 * log_variance) * torch.randn_like(mean)
        image = self._network.decode(latent).float()
        pixels, edges = pixel_error(image, batch.images), edge_error(image, batch.images)
        kl = divergence(mean, log_variance)
        loss = pixels + self._edges * edges + self._kl * kl
        terms = {"pixels": pixels, "edges": edges, "kl": kl}
        return Outcome(loss, {f"loss/{name}": float(term.detach()) for name, term in terms.items()})

    def held_out(self, batch: Batch) -> Mapping[str, Tensor]:
        """As `Objective`: the errors of what the mean decodes to, and its PSNR in dB."""
        image = self._decoded(batch.images)
        pixels, edges = pixel_error(image, batch.images), edge_error(image, batch.images)
        return {
            "loss": pixels + self._edges * edges,
            "pixels": pixels,
            "psnr": decibels(image, batch.images).mean(),
        }

    def samples(self, batch: Batch) -> Sequence[Image]:
        """As `Objective`: picture | what is left of it."""
        return side_by_side(batch.images, self._decoded(batch.images))

    def exported(self, state: Mapping[str, Tensor]) -> dict[str, Tensor]:
        """As `Objective`: with latents that have unit variance once they are scaled."""
        if self._pictures is None:
            return dict(state)
        return standardised(state, self._pictures())

    def beside(self) -> Mapping[str, Path]:
        """As `Objective`: nothing; keys and shapes say it all."""
        return {}

    def _encoded(self, images: Tensor) -> tuple[Tensor, Tensor]:
        """Mean and log variance."""
        mean, log_variance = self._network.encode(images).float().chunk(2, dim=1)
        return mean, log_variance.clamp(*_LOG_VARIANCES)

    def _decoded(self, images: Tensor) -> Tensor:
        mean, _ = self._encoded(images)
        return self._network.decode(mean).float()


def pixel_error(image: Tensor, truth: Tensor) -> Tensor:
    """(B, C, H, W) each -> (): the mean absolute error."""
    return (image - truth).abs().mean()


def edge_error(image: Tensor, truth: Tensor) -> Tensor:
    """(B, C, H, W) each -> (): of differences between neighbours, a mean over sizes."""
    error, total = image - truth, image.new_zeros(())
    for size in range(_SIZES):
        if size:
            error = F.avg_pool2d(error, 2)
        total = total + error.diff(dim=-1).abs().mean() + error.diff(dim=-2).abs().mean()
    return total / _SIZES


def divergence(mean: Tensor, log_variance: Tensor) -> Tensor:
    """Of a normal from the standard one, nats, a mean over all numbers."""
    return 0.5 * (mean.square() + log_variance.exp() - 1 - log_variance).mean()


def decibels(image: Tensor, truth: Tensor) -> Tensor:
    """(B, C, H, W), -1..1 each -> (B,): peak signal-to-noise ratios of the clamped images."""
    squares = (image.clamp(-1, 1) - truth).square().mean(dim=(1, 2, 3))
    return 10 * torch.log10(4 / squares.clamp_min(1e-10))


@torch.no_grad()
def standardised(state: Mapping[str, Tensor], pictures: Iterable[Tensor]) -> dict[str, Tensor]:
    """The same autoencoder, whose latents have mean 0 and deviation 1 / `LATENT_SCALE`.

    What `quant_conv` puts out is shifted and stretched, and `post_quant_conv` undoes it, so that
    decoding what was encoded stays the same but for rounding.

    Args:
        state: Its state dict.
        pictures: (B, 3, S, S) each, what the deviations are taken on.
    """
    network = load_autoencoder(state)
    device = next(iter(state.values())).device
    network.to(device)
    means = torch.cat([network.encode(each).float().chunk(2, dim=1)[0] for each in pictures])
    shift = means.mean(dim=(0, 2, 3))  # (4,)
    deviation = means.std(dim=(0, 2, 3))
    deviation = deviation.clamp_min(max(float(deviation.max()) * _FLATTEST, 1e-6))
    factor = 1 / (LATENT_SCALE * deviation)
    changed = {name: value.clone() for name, value in state.items()}
    weight, bias = changed["quant_conv.weight"], changed["quant_conv.bias"]
    count = len(shift)
    weight[:count] *= factor[:, None, None, None]
    bias[:count] = (bias[:count] - shift) * factor
    bias[count:] += 2 * torch.log(factor)  # log variances
    weight, bias = changed["post_quant_conv.weight"], changed["post_quant_conv.bias"]
    bias += weight[:, :, 0, 0] @ shift
    weight /= factor[:, None, None]
    return changed


def build(settings: Settings, device: torch.device) -> VaeObjective:
    """As `ObjectiveModule`.

    One that goes on from weights keeps the scale of its latents, on which students rely.
    """
    told = settings.vae
    if told.start:
        network = load_autoencoder(open_checkpoint(weights_path(told.start)))
        network.requires_grad_(True).train()
    else:
        network = new_autoencoder(_layout(settings), seed=settings.run.seed)
        bias = network.quant_conv.bias
        assert bias is not None
        bias.data[network.layout.latent_channels :] = _NARROW
    cell = 2 ** (len(network.layout.widths) - 1)
    if cell != CELL_PX or settings.data.side % CELL_PX:
        raise BadInputError(
            f"An autoencoder of {len(network.layout.widths)} levels and pictures of "
            f"{settings.data.side} pixels do not give whole cells of {CELL_PX} pixels.",
            "Set four vae.widths, and data.side to a multiple of 8.",
        )
    pictures = None if told.start else lambda: _pictures(settings, device)
    return VaeObjective(network.to(device), kl=told.kl, edges=told.edges, pictures=pictures)


def _layout(settings: Settings) -> AutoencoderLayout:
    widths = settings.vae.widths
    wrong = [width for width in widths if width % _GROUPS]
    if wrong:
        raise BadInputError(f"vae.widths: {wrong[0]} is no multiple of {_GROUPS}.")
    return AutoencoderLayout(widths=widths, layers=settings.vae.layers)


def _pictures(settings: Settings, device: torch.device) -> Iterator[Tensor]:
    """Some of those to train on, in batches; the same whenever they are asked for."""
    samples = Samples(
        open_records(*map(Path, settings.data.train)),
        side=settings.data.side,
        seed=derived(settings.run.seed, "standardised"),
    )
    size = min(settings.loop.batch, _MEASURED_ON)
    batches = load_batches(samples, BatchNumbers(size))
    for _ in range(math.ceil(_MEASURED_ON / size)):
        yield next(batches).images.to(device)
