"""The reference equations written out, as the public code evaluates them: the baseline.

Position lambdas are built in full, normalisations stand apart, doubling is followed by a 3x3.
"""

from __future__ import annotations

import copy
from functools import partial

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from moebius_core.network import Student
from moebius_core.network.blocks import MixFfn, Transformer, Upsampler
from moebius_core.network.lambda_layers import InteractiveLambda, LocalLambda
from moebius_core.network.pointwise import Pointwise


def literal(student: Student) -> Student:
    """`student` with the same weights, evaluated literally."""
    shared = {id(tensor): tensor for tensor in (*student.parameters(), *student.buffers())}
    written_out = copy.deepcopy(student, shared)
    for module in written_out.modules():
        if isinstance(module, Transformer):
            module.forward = partial(transformer, module)
        if isinstance(module, Pointwise):
            module.forward = partial(nn.Conv2d.forward, module)
        if isinstance(module, Upsampler):
            module.forward = partial(upsample, module)
    return written_out


def transformer(m: Transformer, x: Tensor, context: Tensor) -> Tensor:
    b, c, h, w = x.shape
    tokens = m.proj_in(m.norm(x)).permute(0, 2, 3, 1).reshape(b, h * w, c)
    for block in m.transformer_blocks:
        tokens = tokens + local_lambda(block.attn1, layer_norm(block.norm1, tokens))
        tokens = tokens + interactive_lambda(block.attn2, layer_norm(block.norm2, tokens), context)
        tokens = tokens + mix_ffn(block.ff, layer_norm(block.norm3, tokens))
    return x + m.proj_out(image(tokens).contiguous())


def layer_norm(m: nn.LayerNorm, tokens: Tensor) -> Tensor:
    return F.layer_norm(tokens, m.normalized_shape, m.weight, m.bias, m.eps)


def local_lambda(m: LocalLambda, tokens: Tensor) -> Tensor:
    """(B, N, C) -> the same."""
    x = image(tokens)
    q = m.norm_q(m.to_q(x)).flatten(2).unflatten(1, (m.heads, -1))  # (B, heads, k, N)
    k = m.to_k(x).flatten(2).softmax(dim=-1)  # (B, k, N)
    v = m.norm_v(m.to_v(x))  # (B, v, H, W)
    content = torch.einsum("bkm,bvm->bkv", k, v.flatten(2))
    position = m.pos_conv(v[:, None]).flatten(3)  # (B, k, v, N)
    y = torch.einsum("bhkn,bkv->bhvn", q, content)
    y = y + torch.einsum("bhkn,bkvn->bhvn", q, position)
    return y.flatten(1, 2).transpose(1, 2)


def interactive_lambda(m: InteractiveLambda, tokens: Tensor, context: Tensor) -> Tensor:
    """(B, N, C) and (B, M, context width) -> (B, N, C)."""
    q = m.norm_q(m.to_q(image(tokens))).flatten(2).unflatten(1, (m.heads, -1))  # (B, heads, k, N)
    k = m.to_k(context).transpose(1, 2).softmax(dim=-1)  # (B, k, M)
    v = m.norm_v(m.to_v(context).transpose(1, 2))  # (B, v, M)
    content = torch.einsum("bkm,bvm->bkv", k, v)
    position = torch.einsum("nmk,bvm->bnkv", m.rel_pos_emb[..., 0], v)
    y = torch.einsum("bhkn,bkv->bhvn", q, content)
    y = y + torch.einsum("bhkn,bnkv->bhvn", q, position)
    return y.flatten(1, 2).transpose(1, 2)


def mix_ffn(m: MixFfn, tokens: Tensor) -> Tensor:
    y = m.depth_conv(F.silu(m.inverted_conv(image(tokens))))
    y, gate = y.chunk(2, dim=1)
    return m.point_conv(y * F.silu(gate)).flatten(2).transpose(1, 2)


def upsample(m: Upsampler, x: Tensor) -> Tensor:
    return m.conv(F.interpolate(x, scale_factor=2.0, mode="nearest"))


def recurrence(q: Tensor, k: Tensor, v: Tensor, log_gate: Tensor) -> Tensor:
    """Gated linear attention token by token: (B, N, heads, d) thrice, (B, N, heads, e) for v."""
    state = q.new_zeros(*q.shape[0:3:2], q.shape[3], v.shape[3])  # (B, heads, d, e)
    outputs: list[Tensor] = []
    for row in zip(*(x.unbind(1) for x in (q, k, v, log_gate)), strict=True):  # (B, heads, d) each
        query, key, value, gate = row
        state = state * gate.exp()[..., None] + key[..., None] * value[:, :, None]
        outputs.append((query[:, :, None] @ state)[:, :, 0])
    return torch.stack(outputs, dim=1)


def image(tokens: Tensor) -> Tensor:
    """(B, N, C) -> (B, C, H, W) of a square image."""
    side = int(tokens.shape[1] ** 0.5)
    return tokens.unflatten(1, (side, side)).permute(0, 3, 1, 2)
