"""The recurrence of gated linear attention (arXiv 2312.06635), many tokens at a time.

    S[n] = diag(exp(log_gate[n])) S[n - 1] + k[n] v[n]^T        o[n] = q[n] S[n]

Tokens are taken in chunks. Within one, token i weighs an earlier j by q_i k_j times the gates
between them: a product of matrices. What came before the chunk reaches it through the state, and
only the state goes from chunk to chunk.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Protocol

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor

_LOG = logging.getLogger(__name__)

_CHUNK = 64
"""Tokens of a chunk unless strong gates allow fewer."""

_LARGEST_EXPONENT = 80.0
"""exp(80) is a float32, and exp(-80) too."""

_KERNEL_DEVICES = ("cuda",)
_KERNEL_TOLERANCE = {torch.float32: 1e-2, torch.float16: 2e-2, torch.bfloat16: 3e-2}
"""Norm of the difference over the norm: at best the kernel multiplies in TF32."""

Scan = Callable[[Tensor, Tensor, Tensor, Tensor], Tensor]


def gated_scan(q: Tensor, k: Tensor, v: Tensor, log_gate: Tensor) -> Tensor:
    """(B, N, heads, d) for q, k and log_gate (at most 0), (B, N, heads, e) for v -> as v.

    Uses flash-linear-attention's kernel where it is installed, on CUDA, and equal to the plain
    form; the log says once if it is not.
    """
    if q.device.type in _KERNEL_DEVICES:
        kernel = _kernel(q.device, q.dtype, q.shape[3], v.shape[3])
        if kernel is not None:
            return kernel(q, k, v, log_gate)
    return plain_scan(q, k, v, log_gate)


def plain_scan(q: Tensor, k: Tensor, v: Tensor, log_gate: Tensor) -> Tensor:
    """As `gated_scan`, in torch alone. Exact up to rounding for gates of any strength."""
    tokens = q.shape[1]
    log_gate = log_gate.to(torch.promote_types(log_gate.dtype, torch.float32))
    chunk = _chunk(log_gate)
    q, k, v, log_gate = (_in_chunks(x, chunk) for x in (q, k, v, log_gate))  # (B, heads, n, L, d)
    passed = log_gate.cumsum(dim=3)  # log gates from the chunk's beginning to the token
    first, last = passed[:, :, :, :1], passed[:, :, :, -1:]
    weights = (q * (passed - first).exp()) @ (k * (first - passed).exp()).transpose(3, 4)
    y = weights.tril() @ v  # (B, heads, n, L, e): what the chunk's own tokens say

    kept = (k * (last - passed).exp()).transpose(3, 4) @ v  # (B, heads, n, d, e)
    forgotten = last.exp().transpose(3, 4)  # (B, heads, n, d, 1)
    states = [torch.zeros_like(kept[:, :, 0])]
    for number in range(kept.shape[2] - 1):
        states.append(states[-1] * forgotten[:, :, number] + kept[:, :, number])
    y = y + (q * passed.exp()) @ torch.stack(states, dim=2)
    return y.flatten(2, 3)[:, :, :tokens].transpose(1, 2)


def _chunk(log_gate: Tensor) -> int:
    """Tokens of a chunk, so that no factor within it leaves the range of float32."""
    strongest = -float(log_gate.detach().min())
    chunk = _CHUNK
    while (chunk - 1) * strongest > _LARGEST_EXPONENT and chunk > 1:
        chunk //= 2
    return chunk


def _in_chunks(x: Tensor, chunk: int) -> Tensor:
    """(B, N, heads, d) -> (B, heads, n, chunk, d); zeros fill the last chunk."""
    missing = -x.shape[1] % chunk
    return F.pad(x, (0, 0, 0, 0, 0, missing)).transpose(1, 2).unflatten(2, (-1, chunk))


class _ChunkGla(Protocol):
    """`fla.ops.gla.chunk_gla`, as far as it is used; all of (B, N, heads, d)."""

    def __call__(
        self, q: Tensor, k: Tensor, v: Tensor, g: Tensor, *, scale: float
    ) -> tuple[Tensor, Tensor | None]: ...


@cache
def _kernel(device: torch.device, dtype: torch.dtype, d: int, e: int) -> Scan | None:
    """flash-linear-attention's scan for heads of these sizes, or None with the reason logged."""
    try:
        chunk_gla: _ChunkGla = import_module("fla.ops.gla").chunk_gla
    except ImportError:
        return None

    def scan(q: Tensor, k: Tensor, v: Tensor, log_gate: Tensor) -> Tensor:
        return chunk_gla(q, k, v, log_gate, scale=1.0)[0]  # queries come scaled

    allowed = _KERNEL_TOLERANCE.get(dtype, 1e-2)
    exact = torch.autocast(device.type, enabled=False)
    try:
        with torch.inference_mode(False), torch.enable_grad(), exact:
            worst = _difference(scan, device, dtype, d, e)
    except Exception as error:  # whatever a compiler of kernels raises
        _LOG.warning("flash-linear-attention is not used: %s", error)
        return None
    if not worst <= allowed:
        _LOG.warning(
            "flash-linear-attention is not used: it differs by %.1e, allowed are %.0e",
            worst,
            allowed,
        )
        return None
    return scan


def _difference(scan: Scan, device: torch.device, dtype: torch.dtype, d: int, e: int) -> float:
    """The largest relative difference from the plain form in float32, of values and gradients."""
    generator = torch.Generator().manual_seed(0)
    drawn = [torch.randn(2, 160, 3, width, generator=generator) for width in (d, d, e, d)]
    drawn[0] *= d**-0.5
    drawn[3] = F.logsigmoid(drawn[3]) / 16
    pull = torch.randn(2, 160, 3, e, generator=generator)
    given = [x.to(device, dtype) for x in drawn]
    found: list[list[Tensor]] = []
    for each, precise in ((scan, dtype), (plain_scan, torch.promote_types(dtype, torch.float32))):
        inputs = [x.detach().to(precise).requires_grad_() for x in given]
        y = each(*inputs)
        found.append([y.detach(), *torch.autograd.grad(y, inputs, pull.to(y))])
    errors = [
        (one.double() - other.double()).norm() / other.double().norm()
        for one, other in zip(*found, strict=True)
    ]
    return float(torch.stack(errors).max())  # which NaN is not lost in
