"""One guided step of the released student at 512x512 on the processor, against the literal form.

The literal form is the reference equations written out (tests/parity/literal.py), with the same
weights, in the same run; forms take turns, and the least time of each counts. Weights are the
recipe's: speed does not depend on them. Run as `python -m tests.benchmarks.bench_network`.
"""

from __future__ import annotations

import argparse
import time

import torch

from moebius_core.network import for_inference, load_student
from tests.benchmarks.measure import verdict
from tests.parity.goldens import golden, recipe_weights, relative_error, shapes, tensors
from tests.parity.literal import literal

RATIO_BAR = 1.6
ERROR_BAR = 1e-4


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--threads", type=int, default=torch.get_num_threads())
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)

    plain = load_student(recipe_weights(shapes("moebius")))
    forms = {"literal": literal(plain), "plain": plain, "deployed": for_inference(plain)}
    latent, timesteps, input_ids = tensors("moebius", "latent", "timesteps", "input_ids")
    latent = latent.expand(2, -1, -1, -1).contiguous()
    reference = golden("moebius")["noise"]
    wall = dict.fromkeys(forms, float("inf"))
    busy = dict.fromkeys(forms, float("inf"))
    with torch.inference_mode():
        errors = {
            name: relative_error(form(latent, timesteps, input_ids), reference)
            for name, form in forms.items()
        }
        for _ in range(arguments.rounds):
            for name, form in forms.items():
                started, used = time.perf_counter(), time.process_time()
                form(latent, timesteps, input_ids)
                busy[name] = min(busy[name], time.process_time() - used)
                wall[name] = min(wall[name], time.perf_counter() - started)

    print(f"{arguments.threads} threads, least of {arguments.rounds}: one guided step, batch 2")
    for name in forms:
        print(
            f"{name:9} {wall[name] * 1000:6.0f} ms  {wall['literal'] / wall[name]:.2f} x"
            f"   processor {busy[name]:6.2f} s  {busy['literal'] / busy[name]:.2f} x"
            f"   relative error {errors[name]:.1e}"
        )
    ratio = wall["literal"] / wall["deployed"]
    return verdict(
        (f"deployed {ratio:.2f} x as fast as literal (at least {RATIO_BAR})", ratio >= RATIO_BAR),
        (f"relative error at most {ERROR_BAR:.0e}", max(errors.values()) <= ERROR_BAR),
    )


if __name__ == "__main__":
    raise SystemExit(main())
