"""Which optimiser takes what, and that each step is the published one."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor, nn

from moebius_core.errors import BadInputError
from moebius_core.network import StudentLayout, new_student
from moebius_core.training.optim import Optimisers, split_parameters
from moebius_core.training.settings import OptimiserSettings

LAYOUT = StudentLayout(
    latent_size=4,
    widths=(32, 64),
    layers=1,
    heads=4,
    window=3,
    sines=16,
    time_width=16,
    context_width=16,
    embedding_width=16,
)


class Small(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.conv_in = nn.Conv2d(2, 3, 1)
        self.inside = nn.Conv2d(3, 4, 3)


def orthogonalised(matrix: Tensor) -> Tensor:
    """Five Newton-Schulz steps in the public code's figures, in double precision."""
    a, b, c = 3.4445, -4.7750, 2.0315
    x = matrix.double()
    is_tall = x.shape[0] > x.shape[1]
    x = x.T if is_tall else x
    x = x / x.norm()
    for _ in range(5):
        gram = x @ x.T
        x = a * x + (b * gram + c * gram @ gram) @ x
    return x.T if is_tall else x


def test_muon_takes_what_has_two_dimensions_inside_the_network() -> None:
    student = new_student(LAYOUT, seed=0)

    parts = split_parameters(student)

    names = {name for name, _ in student.named_parameters()}
    assert parts.muon.keys() | parts.adamw.keys() | parts.undecayed.keys() == names
    assert len(parts.muon) + len(parts.adamw) + len(parts.undecayed) == len(names)
    assert parts.adamw.keys() == {
        "embedding_layer.weight",
        "diff_model.conv_in.conv_dw.weight",
        "diff_model.conv_in.conv_pw.weight",
        "diff_model.conv_out.conv_dw.weight",
        "diff_model.conv_out.conv_pw.weight",
    }
    first = "diff_model.down_blocks.0.attentions.0.transformer_blocks.0"
    assert {f"{first}.attn1.pos_conv.weight", f"{first}.attn2.rel_pos_emb"} <= parts.muon.keys()
    assert all(weight.dim() == 1 for weight in parts.undecayed.values())


def test_without_muon_adamw_takes_it_all() -> None:
    parts = split_parameters(Small(), muon=False)

    assert not parts.muon
    assert parts.adamw.keys() == {"conv_in.weight", "inside.weight"}


def test_muons_steps_are_the_published_ones() -> None:
    network = Small()
    rate, decay, momentum = 0.02, 0.1, 0.95
    optimisers = Optimisers(
        network, OptimiserSettings(rate=rate, decay=decay, momentum=momentum, adamw_rate=0.0)
    )
    expected = network.inside.weight.detach().double().flatten(1)  # 4 x 27
    buffer = torch.zeros_like(expected)
    torch.manual_seed(0)

    for _ in range(3):
        gradient = torch.randn_like(network.inside.weight)
        for weight in network.parameters():
            weight.grad = torch.zeros_like(weight)
        network.inside.weight.grad = gradient
        optimisers.step(0.5)
        buffer = momentum * buffer + (1 - momentum) * gradient.double().flatten(1)
        ahead = momentum * buffer + (1 - momentum) * gradient.double().flatten(1)
        now = rate * 0.5
        update = orthogonalised(ahead) * 0.2 * max(expected.shape) ** 0.5
        expected = expected * (1 - now * decay) - now * update

    # torch orthogonalises in bfloat16, as the public code does
    moved = network.inside.weight.detach().double().flatten(1)
    assert (moved - expected).abs().max() < 0.03 * 3 * 0.01 * 0.2 * 27**0.5


def test_adamw_has_the_papers_momenta_and_spares_biases_from_decay() -> None:
    network = Small()
    optimisers = Optimisers(network, OptimiserSettings(adamw_rate=0.1, decay=0.5))
    bias, weight = (network.conv_in.bias, network.conv_in.weight)
    assert bias is not None
    before = weight.detach().clone(), bias.detach().clone()
    for each in network.parameters():
        each.grad = torch.ones_like(each)

    optimisers.step(1.0)

    torch.testing.assert_close(weight.detach(), before[0] * (1 - 0.1 * 0.5) - 0.1)
    torch.testing.assert_close(bias.detach(), before[1] - 0.1)
    for each in network.parameters():
        each.grad = torch.zeros_like(each)
    held = bias.detach().clone()
    optimisers.step(1.0)
    # m = 0.1 * 0.9, v = 0.05 * 0.95, both without their bias towards 0
    step = 0.1 * (0.09 / (1 - 0.9**2)) / (0.0475 / (1 - 0.95**2)) ** 0.5
    torch.testing.assert_close(bias.detach(), held - step)


def test_a_state_that_is_loaded_goes_on_the_same() -> None:
    first, second = Small(), Small()
    second.load_state_dict(first.state_dict())
    one, other = (Optimisers(each, OptimiserSettings(rate=0.01)) for each in (first, second))

    def step(network: Small, optimisers: Optimisers, seed: int) -> None:
        torch.manual_seed(seed)
        for weight in network.parameters():
            weight.grad = torch.randn_like(weight)
        optimisers.step(1.0)
        optimisers.clear()

    step(first, one, 1)
    second.load_state_dict(first.state_dict())
    other.load({name: each.clone() for name, each in one.state().items()})
    step(first, one, 2)
    step(second, other, 2)

    for name, weight in first.state_dict().items():
        assert torch.equal(weight, second.state_dict()[name]), name
    assert first.conv_in.weight.grad is None


def test_another_networks_state_is_refused() -> None:
    optimisers = Optimisers(Small(), OptimiserSettings())

    with pytest.raises(BadInputError, match="state has other, which is not trained here"):
        optimisers.load({"other/exp_avg": torch.zeros(2)})
