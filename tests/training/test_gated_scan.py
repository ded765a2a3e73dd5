"""The chunked scan is the recurrence, in value and gradient, and so must any kernel be."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator
from types import ModuleType

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from moebius_core.network import gated_scan as module
from moebius_core.network.gated_scan import gated_scan, plain_scan
from moebius_core.network.teacher import GatedLinearAttention
from tests.parity.literal import recurrence

HEADS, D, E = 2, 3, 5


def inputs(tokens: int, logits: Tensor, dtype: torch.dtype = torch.float64) -> list[Tensor]:
    """q, k, v and log gates of a batch of two; `logits` is spread over all gates."""
    generator = torch.Generator().manual_seed(0)
    drawn = [
        torch.randn(2, tokens, HEADS, width, generator=generator, dtype=torch.float64)
        for width in (D, D, E, D)
    ]
    drawn[3] = F.logsigmoid(drawn[3] + logits) / 16
    return [x.to(dtype).requires_grad_() for x in drawn]


def with_gradients(
    scan: Callable[[Tensor, Tensor, Tensor, Tensor], Tensor], given: list[Tensor]
) -> list[Tensor]:
    y = scan(*given)
    pull = torch.linspace(-1, 1, y.numel(), dtype=y.dtype).view_as(y)
    return [y.detach(), *torch.autograd.grad(y, given, pull)]


OUTLIERS = torch.zeros(150, 1, 1).index_fill(0, torch.tensor([0, 63, 64, 70]), -3000.0)
GATES = {
    "usual": torch.tensor(0.0),
    "open": torch.tensor(30.0),
    "strong": torch.tensor(-100.0),
    "shut": torch.tensor(-20_000.0),
    "a few shut": OUTLIERS,
}


@pytest.mark.parametrize("gates", GATES)
def test_chunks_compute_the_recurrence_and_its_gradients(gates: str) -> None:
    given = inputs(150, GATES[gates])

    scanned = with_gradients(plain_scan, given)

    for one, other in zip(scanned, with_gradients(recurrence, given), strict=True):
        torch.testing.assert_close(one, other, atol=1e-11, rtol=1e-9)


@pytest.mark.parametrize("gates", GATES)
def test_float32_holds_gates_of_any_strength(gates: str) -> None:
    exact = with_gradients(recurrence, inputs(150, GATES[gates]))

    scanned = with_gradients(plain_scan, inputs(150, GATES[gates], torch.float32))

    for one, other in zip(scanned, exact, strict=True):
        # Where gates are shut their own gradient is nothing, a difference of what is not.
        assert (one - other).norm() <= 2e-6 * other.norm().clamp(min=5)


@pytest.mark.parametrize("tokens", [1, 5, 64, 65])
def test_any_number_of_tokens(tokens: int) -> None:
    given = inputs(tokens, torch.tensor(0.0))

    torch.testing.assert_close(plain_scan(*given), recurrence(*given))


def test_gradients_are_the_differences() -> None:
    assert torch.autograd.gradcheck(plain_scan, inputs(6, torch.tensor(-1.0)))


def test_gradients_of_gated_linear_attention_are_the_differences() -> None:
    torch.manual_seed(0)
    attention = GatedLinearAttention(8, heads=2, rank=2).double()

    assert torch.autograd.gradcheck(
        attention, torch.randn(1, 5, 8, dtype=torch.float64, requires_grad=True)
    )


class Kernel:
    """Stands in for `fla.ops.gla.chunk_gla`: counts its calls and looks at what it is given."""

    def __init__(self, result: Callable[[Tensor], Tensor] = lambda y: y) -> None:
        self.calls = 0
        self.result = result

    def __call__(
        self, q: Tensor, k: Tensor, v: Tensor, g: Tensor, *, scale: float
    ) -> tuple[Tensor, None]:
        self.calls += 1
        assert q.shape == k.shape == g.shape == (2, q.shape[1], q.shape[2], D)
        assert v.shape == (*q.shape[:3], E)
        return self.result(recurrence(q * scale, k, v, g)), None


@pytest.fixture(autouse=True)
def _on_the_processor(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The kernel is looked for on the processor too, and forgotten afterwards."""
    monkeypatch.setattr(module, "_KERNEL_DEVICES", ("cpu",))
    module._kernel.cache_clear()
    yield
    module._kernel.cache_clear()


def install(monkeypatch: pytest.MonkeyPatch, kernel: object) -> None:
    ops = ModuleType("fla.ops.gla")
    ops.__dict__["chunk_gla"] = kernel
    for name, content in (("fla", ModuleType("fla")), ("fla.ops", ModuleType("fla.ops"))):
        monkeypatch.setitem(sys.modules, name, content)
    monkeypatch.setitem(sys.modules, "fla.ops.gla", ops)


def test_an_equal_kernel_is_checked_once_and_used(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    kernel = Kernel()
    install(monkeypatch, kernel)
    given = inputs(70, torch.tensor(0.0))

    y = gated_scan(*given)
    gated_scan(*given)

    assert kernel.calls == 3
    assert not caplog.records
    torch.testing.assert_close(y, recurrence(*given))


def raising(_: Tensor) -> Tensor:
    raise RuntimeError("no such architecture")


def with_nan_gradients(y: Tensor) -> Tensor:
    y.register_hook(lambda gradient: gradient * float("nan"))
    return y


@pytest.mark.parametrize(
    ("result", "said"),
    [
        (lambda y: 1.02 * y, "it differs by 2.0e-02, allowed are 1e-02"),
        (lambda y: y.detach() + 0.9 * (y - y.detach()), "it differs by 1.0e-01"),
        (lambda y: y * float("nan"), "it differs by nan"),
        (with_nan_gradients, "it differs by nan"),
        (raising, "no such architecture"),
    ],
    ids=["values", "gradients", "nan", "nan in gradients", "error"],
)
def test_a_kernel_that_is_wrong_is_not_used_and_the_log_says_why_once(
    result: Callable[[Tensor], Tensor],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    kernel = Kernel(result)
    install(monkeypatch, kernel)
    given = inputs(70, torch.tensor(0.0))

    with caplog.at_level(logging.WARNING):
        y = gated_scan(*given)
        gated_scan(*given)

    assert kernel.calls == 1
    (record,) = caplog.records
    assert "flash-linear-attention is not used" in record.getMessage()
    assert said in record.getMessage()
    torch.testing.assert_close(y, recurrence(*given))


def test_without_the_package_nothing_is_said(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setitem(sys.modules, "fla", None)
    given = inputs(5, torch.tensor(0.0))

    torch.testing.assert_close(gated_scan(*given), recurrence(*given))
    assert not caplog.records
