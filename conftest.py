"""The cast is known to every test of every room."""

from tests.cast import agency, elsewhere, hanbit, mizunara

__all__ = ["agency", "elsewhere", "hanbit", "mizunara"]
