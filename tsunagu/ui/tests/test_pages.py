"""Every component renders in every language; without an URL, without a user, without a script."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template, render_to_string
from django.test import RequestFactory
from django.utils import translation

from tsunagu.ui import views
from tsunagu.ui.gallery import showcase

TEMPLATES = Path(views.__file__).parent / "templates"
SCRIPTS = Path(views.__file__).parent / "static" / "ui"
pytestmark = pytest.mark.urls("tsunagu.ui.tests.urls")


def page(path="/ui/gallery/"):
    request = RequestFactory().get(path)
    request.user = None
    return request


@pytest.mark.parametrize("language", ["en", "ja", "ko"])
def test_the_gallery_is_whole_in_every_language(language):
    with translation.override(language):
        html = render_to_string("ui/gallery.html", showcase(), page())
    assert f'<html lang="{language}"' in html
    assert "<c-" not in html
    assert not re.search(r"\sstyle=|<script(?![^>]*\ssrc=)|\son\w+=", html)


def test_every_icon_that_is_used_is_in_the_sprite():
    drawn = set(re.findall(r'id="i-([\w-]+)"', (TEMPLATES / "ui" / "_sprite.html").read_text()))
    html = render_to_string("ui/gallery.html", showcase(), page())
    assert set(re.findall(r'href="#i-([\w-]+)"', html)) <= drawn


def test_every_part_of_the_sheet_is_named_once_and_uses_meanings_only():
    css = SCRIPTS / "css"
    named = re.findall(r'url\("([\w-]+\.css)"\)', (css / "app.css").read_text())
    assert sorted(named) == sorted({file.name for file in css.glob("*.css")} - {"app.css"})
    known = set(re.findall(r"(--[\w-]+):", (css / "tokens.css").read_text()))
    used = {token for file in css.glob("*.css") for token in re.findall(r"var\((--[\w-]+)", file.read_text())}
    assert used - known == {"--hatch"}


@pytest.mark.parametrize("code", [400, 403, 404, 429, 500])
def test_an_error_speaks_all_three_languages(code):
    html = get_template(f"{code}.html").render()
    assert {'lang="en"', 'lang="ja"', 'lang="ko"'} <= set(re.findall(r'lang="\w+"', html))


def test_the_gallery_is_closed_where_people_work(settings):
    settings.DEBUG = settings.DEMO = False
    with pytest.raises(views.Http404):
        views.gallery(page())


def test_the_worker_keeps_the_shell_and_no_page_about_a_person():
    script = views.worker(page("/ui/worker.js"))
    assert script.headers["Service-Worker-Allowed"] == "/"
    assert "ui/css/app.css" in script.content.decode()
    assert '"/concern/"' in script.content.decode()


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("name=d&d=R8.11.24", "Read as <b>Tue 24 Nov 2026</b>"),
        ("name=d&reads=partial&d=S16", "Read as <b>1941</b>"),
        ("name=d&reads=instant&d=2026-11-24+9:30", "9:30</b>"),
        ("name=d&d=", ""),
        ("name=d&d=<b>", "Write a date such as"),
    ],
)
def test_a_date_is_read_back(query, words):
    assert words in views.read_date(page(f"/ui/date/?{query}")).content.decode()


def test_a_row_says_when_who_what_why_and_what_to_do():
    row = showcase()["groups"][2][1][0]
    html = render_to_string("ui/_due_row.html", {"row": row})
    for said in (
        row["when"],
        row["who"]["name"],
        row["who"]["born"],
        row["what"],
        row["why"],
        row["source"],
        row["action"]["label"],
    ):
        assert said in html
