"""Muon for the weights inside a network, AdamW for the rest, under one set of steps.

Muon: github KellerJordan/Muon, scaled to AdamW's usual updates as in arXiv 2502.16982. torch's own
takes matrices; weights of convolutions and tables are handed to it as views of two dimensions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import torch
from torch import Tensor, nn

from moebius_core.errors import BadInputError
from moebius_core.training.settings import OptimiserSettings

_OUTER = frozenset({"conv_in", "conv_out"})
"""First and last layers are AdamW's, as the embeddings are."""


class Parts(NamedTuple):
    """Which optimiser takes which parameters, by name."""

    muon: dict[str, nn.Parameter]
    adamw: dict[str, nn.Parameter]
    undecayed: dict[str, nn.Parameter]
    """AdamW's without weight decay: biases and norms."""


def split_parameters(network: nn.Module, *, muon: bool = True) -> Parts:
    """Every parameter that requires a gradient, in exactly one part.

    Args:
        network: Muon takes what has two or more dimensions, is no embedding and in no `conv_in` or
            `conv_out`.
        muon: Whether there is one; else AdamW takes its part.
    """
    parts = Parts({}, {}, {})
    for prefix, module in network.named_modules():
        is_outer = isinstance(module, nn.Embedding) or not _OUTER.isdisjoint(prefix.split("."))
        for own, weight in module.named_parameters(prefix, recurse=False):
            if not weight.requires_grad:
                continue
            if weight.dim() < 2:
                parts.undecayed[own] = weight
            elif is_outer or not muon:
                parts.adamw[own] = weight
            else:
                parts.muon[own] = weight
    return parts


class Optimisers:
    """Both optimisers; rates follow `factor` of `step`.

    Args:
        network: On the device it is trained on, which must not change afterwards.
        settings: Rates, decay, momenta.
    """

    def __init__(self, network: nn.Module, settings: OptimiserSettings) -> None:
        parts = split_parameters(network, muon=settings.muon)
        self._matrices = {name: _as_matrix(weight) for name, weight in parts.muon.items()}
        self._sources = parts.muon
        self._weights = parts.adamw | parts.undecayed
        self._named: list[tuple[torch.optim.Optimizer, dict[str, nn.Parameter]]] = []
        self._rates: list[float] = []
        if self._matrices:
            muon = torch.optim.Muon(
                self._matrices.values(),
                lr=settings.rate,
                weight_decay=settings.decay,
                momentum=settings.momentum,
                nesterov=True,
                ns_steps=settings.newton_schulz_steps,
                adjust_lr_fn="match_rms_adamw",  # 0.2 * sqrt(max(rows, columns))
            )
            self._add(muon, self._matrices, settings.rate)
        groups = [
            {"params": list(parts.adamw.values()), "weight_decay": settings.decay},
            {"params": list(parts.undecayed.values()), "weight_decay": 0.0},
        ]
        rate = settings.adamw_rate if settings.muon else settings.rate
        adamw = torch.optim.AdamW(
            [group for group in groups if group["params"]],
            lr=rate,
            betas=(settings.beta1, settings.beta2),
        )
        self._add(adamw, self._weights, rate)

    @property
    def parameters(self) -> list[nn.Parameter]:
        """All that are trained."""
        return [*self._sources.values(), *self._weights.values()]

    def step(self, factor: float) -> None:
        """One update from the gradients that are there, with the rates times `factor`."""
        for name, matrix in self._matrices.items():
            gradient = self._sources[name].grad
            matrix.grad = None if gradient is None else gradient.reshape_as(matrix)
        for (optimiser, _), rate in zip(self._named, self._rates, strict=True):
            for group in optimiser.param_groups:
                group["lr"] = rate * factor
            optimiser.step()

    def clear(self) -> None:
        """Forget the gradients."""
        for weight in (*self.parameters, *self._matrices.values()):
            weight.grad = None

    def state(self) -> dict[str, Tensor]:
        """All that the next update depends on beside weights and rates: "parameter/what"."""
        return {
            f"{name}/{what}": value
            for name, held in self._states()
            for what, value in held.items()
            if isinstance(value, Tensor)
        }

    def load(self, state: Mapping[str, Tensor]) -> None:
        """Go on from what `state` gave.

        Raises:
            BadInputError: it is that of other parameters.
        """
        held = dict[str, dict[str, Tensor]]()
        for key, value in state.items():
            name, _, what = key.rpartition("/")
            held.setdefault(name, {})[what] = value
        known = {name for _, named in self._named for name in named}
        if not held.keys() <= known:
            other = min(held.keys() - known)
            raise BadInputError(f"The optimiser's state has {other}, which is not trained here.")
        for optimiser, named in self._named:
            states = {
                index: held[name]
                for index, name in enumerate(_in_order(optimiser, named))
                if name in held
            }
            groups = optimiser.state_dict()["param_groups"]
            optimiser.load_state_dict({"state": states, "param_groups": groups})

    def _add(
        self, optimiser: torch.optim.Optimizer, named: dict[str, nn.Parameter], rate: float
    ) -> None:
        self._named.append((optimiser, named))
        self._rates.append(rate)

    def _states(self) -> Iterator[tuple[str, dict[str, object]]]:
        for optimiser, named in self._named:
            for name, weight in named.items():
                if weight in optimiser.state:
                    yield name, optimiser.state[weight]


def _as_matrix(weight: nn.Parameter) -> nn.Parameter:
    """The same numbers in memory, as a parameter of two dimensions."""
    return nn.Parameter(weight.detach().view(weight.shape[0], -1))


def _in_order(optimiser: torch.optim.Optimizer, named: dict[str, nn.Parameter]) -> list[str]:
    """Names in the order in which the optimiser numbers its parameters."""
    names = {id(weight): name for name, weight in named.items()}
    return [names[id(weight)] for group in optimiser.param_groups for weight in group["params"]]
