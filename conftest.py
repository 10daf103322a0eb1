"""The cast and the browser are known to every test of every room."""

import pytest
from hypothesis import settings

from tests.browsing import browser, page
from tests.cast import agency, elsewhere, hanbit, mizunara

__all__ = ["agency", "browser", "elsewhere", "hanbit", "mizunara", "page"]

# A busy machine is slow, not wrong: properties are judged by what they hold, not by how long one example took.
settings.register_profile("steady", deadline=None)
settings.load_profile("steady")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--questionnaires", metavar="FOLDER", help="fill in every questionnaire of this folder too")
