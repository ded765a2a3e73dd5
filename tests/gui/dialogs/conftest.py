"""The hub of the weights' own tests, for the dialog that downloads from it."""

from tests.core.weights.conftest import hub

__all__ = ["hub"]
