"""Make the program for computers without Python: `python packaging/build.py --help`."""

from __future__ import annotations

import sys
from pathlib import Path

# Last: the folder packaging there must not come before the package of that name.
sys.path.append(str(Path(__file__).resolve().parents[1]))

from moebius_build.command import main

if __name__ == "__main__":
    sys.exit(main())
