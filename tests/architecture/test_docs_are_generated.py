"""What is drawn from the code says what the code says."""

import pytest

from tsunagu.console.documents import made


@pytest.mark.parametrize(("path", "text"), list(made()), ids=lambda value: getattr(value, "name", ""))
def test_the_document_is_what_the_code_says(path, text):
    assert path.read_text(encoding="utf-8") == text, "run `tsunagu docs`"
