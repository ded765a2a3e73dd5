"""What the program is called towards systems and packages."""

from __future__ import annotations

NAME = "moebius"
"""The command, the Debian package, the desktop file and the icon."""

APP_ID = "local.moebius.editor"
"""Where a system wants a reversed domain name: AppStream, Flatpak.

The project has no domain, and another's is not ours to take; `local` is nobody's. Whoever
publishes packages puts the project's home here first, for an id cannot change afterwards.
"""

MAINTAINER = "Moebius contributors <contributors@moebius.invalid>"
"""Debian wants a mail address; `.invalid` says that there is none (RFC 2606)."""
