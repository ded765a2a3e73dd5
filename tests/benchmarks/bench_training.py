"""Training at the released sizes, beside the literal form in the same run; forms take turns.

    python -m tests.benchmarks.bench_training step      a step of the student at 512x512, processor
    python -m tests.benchmarks.bench_training teacher   gated linear attention of 64x64 tokens
    python -m tests.benchmarks.bench_training gpu       distillation on CUDA: samples/s and memory

The literal forms are the reference equations written out (tests/parity/literal.py) with the same
weights. Processor time decides, wall time is beside it: on a busy computer only the first repeats.
"""

from __future__ import annotations

import argparse
import ctypes
import math
import time
from collections.abc import Callable, Mapping

import torch
import torch.nn.functional as F
from torch import Tensor

from moebius_core.network import (
    StudentLayout,
    TeacherLayout,
    new_student,
    new_teacher,
    with_checkpointing,
)
from moebius_core.network.gated_scan import plain_scan
from tests.benchmarks.measure import measuring_peak_memory, verdict
from tests.parity.literal import literal, recurrence

STEP_BAR = 1.5
SCAN_BAR = 5.0
ERROR_BAR = 1e-4
NOTHING = 1e-6
"""A gradient is nothing below this share of the typical size of an entry: behind a normalisation
many are exactly zero, and what is left of them is rounding alone."""


def step(side: int, rounds: int) -> int:
    """A training step, batch 2: speed and memory; and gradients, at a quarter of the side."""
    error = exactness(side // 4)
    student = new_student(StudentLayout(latent_size=side), seed=0)
    forms = {"literal": literal(student), "ours": student}
    inputs, target = batch(2, side)
    memory: dict[str, int] = {}

    def trained(form: str) -> None:
        student.zero_grad(set_to_none=True)
        ctypes.CDLL(None).malloc_trim(0)  # else what the form before gave back is not counted
        with measuring_peak_memory() as grown:
            F.mse_loss(forms[form](*inputs), target).backward()
        memory[form] = grown()

    ratio = in_turns({name: lambda name=name: trained(name) for name in forms}, rounds)
    for name, grown in memory.items():
        print(f"{name:8} {grown / 2**30:.2f} GiB at most above the weights")
    return verdict(
        (f"a step {ratio:.2f} x as fast as literal (at least {STEP_BAR})", ratio >= STEP_BAR),
        (f"gradients equal to {ERROR_BAR:.0e} in float64", error <= ERROR_BAR),
    )


def exactness(side: int) -> float:
    """The worst relative error of a parameter's gradient in float64, at the released widths.

    Prints it, and how far both forms are from it in float32. That is the same for both and far
    more than rounding: an untrained network, normalised over few positions, is a steep function.
    """
    student = new_student(StudentLayout(latent_size=side), seed=0)
    forms = {"literal": literal(student), "ours": student}
    inputs, target = batch(2, side)

    def gradients(form: str, dtype: torch.dtype) -> dict[str, Tensor]:
        network = forms[form].to(dtype)
        student.zero_grad(set_to_none=True)
        F.mse_loss(network(inputs[0].to(dtype), *inputs[1:]), target.to(dtype)).backward()
        return {
            name: weight.grad
            for name, weight in student.named_parameters()
            if weight.grad is not None
        }

    reference = gradients("literal", torch.float64)
    error, where = worst_error(gradients("ours", torch.float64), reference)
    print(f"gradients at latent {side}, float64: worst relative error {error:.1e}, {where}")
    for form in forms:
        off = gradients(form, torch.float32)
        missed = sum(float((off[name] - each).square().sum()) for name, each in reference.items())
        whole = sum(float(each.square().sum()) for each in reference.values())
        print(f"  {form} in float32: {math.sqrt(missed / whole):.1e} from it")
    return error


def batch(count: int, side: int) -> tuple[tuple[Tensor, Tensor, Tensor], Tensor]:
    """The network's inputs, and the noise it should say."""
    generator = torch.Generator().manual_seed(0)
    latent = torch.randn(count, 9, side, side, generator=generator)
    timesteps = torch.linspace(100, 900, count).long()
    ids = torch.arange(10).expand(count, -1)
    return (latent, timesteps, ids), torch.randn(count, 4, side, side, generator=generator)


def worst_error(ours: Mapping[str, Tensor], reference: Mapping[str, Tensor]) -> tuple[float, str]:
    """The largest relative error of a gradient that is not nothing, and whose it is."""
    assert ours.keys() == reference.keys()
    sizes = {name: float(each.norm()) / math.sqrt(each.numel()) for name, each in reference.items()}
    typical = sorted(sizes.values())[len(sizes) // 2]
    errors = {
        name: float((ours[name] - each).norm() / each.norm())
        for name, each in reference.items()
        if sizes[name] >= NOTHING * typical
    }
    where = max(errors, key=lambda name: math.inf if math.isnan(errors[name]) else errors[name])
    return errors[where], where


def in_turns(forms: Mapping[str, Callable[[], object]], rounds: int) -> float:
    """Print the least time of every form; the first's processor time over the last's."""
    wall = dict.fromkeys(forms, math.inf)
    busy = dict.fromkeys(forms, math.inf)
    for _ in range(rounds):
        for name, form in forms.items():
            started, used = time.perf_counter(), time.process_time()
            form()
            busy[name] = min(busy[name], time.process_time() - used)
            wall[name] = min(wall[name], time.perf_counter() - started)
    first, last = next(iter(forms)), list(forms)[-1]
    print(f"{torch.get_num_threads()} threads, least of {rounds}")
    for name in forms:
        print(
            f"{name:8} processor {busy[name]:7.2f} s  {busy[first] / busy[name]:.2f} x"
            f"   wall {wall[name]:7.2f} s  {wall[first] / wall[name]:.2f} x"
        )
    return busy[first] / busy[last]


def teacher(rounds: int) -> int:
    """The scan of the first level's heads over 64x64 tokens, with and without the way back."""
    layout = TeacherLayout()
    width, heads = layout.widths[0], layout.heads
    generator = torch.Generator().manual_seed(0)
    sizes = (width // 2, width // 2, width, width // 2)
    q, k, v, gate = (torch.randn(1, 4096, heads, n // heads, generator=generator) for n in sizes)
    inputs = [x.requires_grad_() for x in (q, k, v, F.logsigmoid(gate) / 16)]
    scans = {"literal": recurrence, "ours": plain_scan}
    found: dict[str, list[Tensor]] = {}

    def forward(form: str) -> None:
        with torch.inference_mode():
            scans[form](*inputs)

    def both_ways(form: str) -> None:
        y = scans[form](*inputs)
        found[form] = [y.detach(), *torch.autograd.grad(y, inputs, torch.ones_like(y))]

    print("forward")
    one_way = in_turns({name: lambda name=name: forward(name) for name in scans}, rounds)
    print("forward and backward")
    trained = in_turns({name: lambda name=name: both_ways(name) for name in scans}, rounds)
    pairs = zip(found["ours"], found["literal"], strict=True)
    error = float(torch.stack([(one - other).norm() / other.norm() for one, other in pairs]).max())
    return verdict(
        (f"forward {one_way:.1f} x as fast as the recurrence (at least 5)", one_way >= SCAN_BAR),
        (f"with the way back {trained:.1f} x (at least 5)", trained >= SCAN_BAR),
        (f"values and gradients equal to {error:.1e} (at most 1e-5)", error <= 1e-5),
    )


def gpu(count: int, steps: int) -> int:
    """Distillation's forward and backward passes in bf16, without the autoencoder."""
    if not torch.cuda.is_available():
        print("not available: no CUDA device")
        return 0
    device = torch.device("cuda")
    student = new_student(StudentLayout(), seed=0).to(device)
    guide = new_teacher(TeacherLayout(), seed=0).to(device).eval().requires_grad_(False)
    inputs, target = batch(count, 64)
    inputs, target = tuple(x.to(device) for x in inputs), target.to(device)
    print(f"{torch.cuda.get_device_name()}, batch {count}, 512x512, bf16, teacher included")
    for name in ("literal", "ours", "ours, checkpointed"):
        form = literal(student) if name == "literal" else student
        with_checkpointing(student, on=name.endswith("checkpointed"))
        torch.cuda.reset_peak_memory_stats()
        seconds = math.inf
        for _ in range(steps):
            student.zero_grad(set_to_none=True)
            torch.cuda.synchronize()
            started = time.perf_counter()
            with torch.autocast("cuda", torch.bfloat16):
                with torch.no_grad():
                    said = guide.predict(*inputs)
                own = form.predict(*inputs)
            loss = F.mse_loss(own.noise.float(), target)
            loss += F.mse_loss(own.noise.float(), said.noise.float())
            loss += 0.01 * F.mse_loss(own.blocks[2].float(), said.blocks[5].float())
            loss.backward()
            torch.cuda.synchronize()
            seconds = min(seconds, time.perf_counter() - started)
        memory = torch.cuda.max_memory_allocated() / 2**30
        print(f"{name:18} {count / seconds:7.2f} samples/s   {memory:6.2f} GiB")
    return 0


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=("step", "teacher", "gpu"))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--threads", type=int, default=torch.get_num_threads())
    parser.add_argument("--latent", type=int, default=64, help="side of the latent (step)")
    parser.add_argument("--batch", type=int, default=8, help="samples a step (gpu)")
    chosen = parser.parse_args(arguments)
    torch.set_num_threads(chosen.threads)
    if chosen.what == "gpu":
        return gpu(chosen.batch, chosen.rounds)
    if chosen.what == "teacher":
        return teacher(chosen.rounds)
    return step(chosen.latent, chosen.rounds)


if __name__ == "__main__":
    raise SystemExit(main())
