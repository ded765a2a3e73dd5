"""Batch normalisation over the batches of all processes together, on any device.

torch's `SyncBatchNorm` does that on CUDA only. With it, several processes give the update that one
would give with a batch as large as all of theirs.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn.modules.batchnorm import _BatchNorm  # pyright: ignore[reportPrivateUsage]

from moebius_core.training.together import summed


class SharedBatchNorm(_BatchNorm):
    """As BatchNorm1d or 2d with running statistics; those of a batch are taken over all processes.

    Statistics are computed in float32, the output has the input's type.
    """

    def forward(self, input: Tensor) -> Tensor:  # noqa: A002 - the name in torch
        """(B, C, ...) -> the same."""
        if not self.training:
            return super().forward(input)
        x = input.float()
        axes = [axis for axis in range(x.dim()) if axis != 1]
        shape = [-1 if axis == 1 else 1 for axis in range(x.dim())]
        own = x.new_full((1,), x.numel() / x.shape[1])
        totals = summed(torch.cat([x.sum(axes), own]))
        count = totals[-1].detach()
        centred = x - (totals[:-1] / count).view(shape)
        variance = summed(centred.square().sum(axes)) / count
        self._remember((totals[:-1] / count).detach(), variance.detach(), count)
        y = centred * torch.rsqrt(variance + self.eps).view(shape)
        return (y * self.weight.view(shape) + self.bias.view(shape)).to(input.dtype)

    def _check_input_dim(self, input: Tensor) -> None:  # noqa: A002
        if input.dim() < 2:
            raise ValueError(f"expected (B, C, ...), got {tuple(input.shape)}")

    @torch.no_grad()
    def _remember(self, mean: Tensor, variance: Tensor, count: Tensor) -> None:
        """Move the running statistics towards those of this batch."""
        assert self.running_mean is not None
        assert self.running_var is not None
        assert self.num_batches_tracked is not None
        share = self.momentum if self.momentum is not None else 0.1
        self.num_batches_tracked.add_(1)
        self.running_mean.lerp_(mean, share)
        self.running_var.lerp_(variance * (count / (count - 1)), share)


def share_statistics(network: nn.Module) -> None:
    """Put a `SharedBatchNorm` in the place of each batch normalisation, with its weights."""
    for parent in list(network.modules()):
        for name, child in list(parent.named_children()):
            if isinstance(child, _BatchNorm) and not isinstance(child, SharedBatchNorm):
                setattr(parent, name, _shared(child))


def _shared(norm: _BatchNorm) -> SharedBatchNorm:
    with torch.device("meta"):
        shared = SharedBatchNorm(norm.num_features, eps=norm.eps, momentum=norm.momentum)
    shared.load_state_dict(norm.state_dict(), assign=True)
    shared.weight, shared.bias = norm.weight, norm.bias
    return shared.train(norm.training)
