"""Let the built program, or each package of it, test itself: `python packaging/smoke_test.py`."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parent.parent))  # the project need not be installed

from moebius_build.smoke import main

if __name__ == "__main__":
    sys.exit(main())
