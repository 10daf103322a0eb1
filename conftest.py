"""The cast and the browser are known to every test of every room."""

from tests.browsing import browser, page
from tests.cast import agency, elsewhere, hanbit, mizunara

__all__ = ["agency", "browser", "elsewhere", "hanbit", "mizunara", "page"]
