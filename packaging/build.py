"""Make the program for computers without Python: `python packaging/build.py --help`."""

from __future__ import annotations

import sys

from moebius_build.command import main

if __name__ == "__main__":
    sys.exit(main())
