"""Programs that the bundled one starts get the libraries they had."""

from __future__ import annotations

import pytest

from app.start.environment import restore_library_path


@pytest.mark.parametrize(
    ("platform", "before", "after"),
    [
        ("linux", {"LD_LIBRARY_PATH": "/opt/moebius/_internal"}, {}),
        (
            "linux",
            {"LD_LIBRARY_PATH": "/opt/moebius/_internal", "LD_LIBRARY_PATH_ORIG": "/own"},
            {"LD_LIBRARY_PATH": "/own"},
        ),
        ("darwin", {"DYLD_LIBRARY_PATH": "/x", "LD_LIBRARY_PATH": "/y"}, {"LD_LIBRARY_PATH": "/y"}),
        ("win32", {"LD_LIBRARY_PATH": "/y"}, {"LD_LIBRARY_PATH": "/y"}),
    ],
)
def test_the_library_path_is_what_it_was(
    platform: str, before: dict[str, str], after: dict[str, str]
) -> None:
    environ = dict(before)
    restore_library_path(platform=platform, environ=environ)
    assert environ == after
