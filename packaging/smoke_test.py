"""Let the built program, or each package of it, test itself: `python packaging/smoke_test.py`."""

from __future__ import annotations

import sys

from moebius_build.smoke import main

if __name__ == "__main__":
    sys.exit(main())
