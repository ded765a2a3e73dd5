"""`python -m moebius_core.export` writes the graphs that ship; a test compares them."""

from __future__ import annotations

import sys

from moebius_core.export.deployed import write_deployed_graphs
from moebius_core.weights.deployed import shipped_graphs
from moebius_core.weights.layout import AutoencoderLayout, StudentLayout


def main() -> int:
    for path in write_deployed_graphs(shipped_graphs(), StudentLayout(), AutoencoderLayout()):
        sys.stdout.write(f"{path.name}  {path.stat().st_size} bytes\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
