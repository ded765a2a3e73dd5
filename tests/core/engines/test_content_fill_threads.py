"""The same bytes whatever number of threads OpenCV and the matrix products run on."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

SCRIPT = """
import hashlib, sys
import cv2, numpy as np
cv2.setNumThreads(int(sys.argv[1]))
from moebius_core.engines.content_fill import ContentFillEngine
from moebius_core.options import InpaintOptions
from moebius_core.progress import Progress
rng = np.random.default_rng(4)
image = cv2.resize(rng.integers(0, 256, (40, 50, 3), dtype=np.uint8), (250, 200),
                   interpolation=cv2.INTER_CUBIC)
image = np.clip(image + rng.normal(0, 9, image.shape), 0, 255).astype(np.uint8)
digest = hashlib.sha256()
for size in (8, 40, 90):
    mask = np.zeros(image.shape[:2], np.uint8)
    mask[50 : 50 + size, 60 : 60 + size] = 255
    before = cv2.getNumThreads()
    digest.update(ContentFillEngine().fill(image, mask, InpaintOptions(), Progress()).tobytes())
    assert cv2.getNumThreads() == before
print(digest.hexdigest())
"""


def _digest(threads: int) -> str:
    environment = dict(os.environ)
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        environment[name] = str(threads)
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(threads)],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


@pytest.fixture(scope="module")
def one_thread() -> str:
    return _digest(1)


@pytest.mark.parametrize("threads", [2, 4])
def test_any_number_of_threads_gives_the_same_bytes(threads: int, one_thread: str) -> None:
    assert _digest(threads) == one_thread
