"""`python -m moebius_core.training train|distill|evaluate ...`: the same as the `moebius` command.

For launchers that start modules: `accelerate launch -m moebius_core.training train ...`.
"""

from __future__ import annotations

import sys

from moebius_core.cli import main

if __name__ == "__main__":
    sys.exit(main())
