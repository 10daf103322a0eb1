"""Every component, in three languages, by day and by night, holds the rules of access."""

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.browser

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}
SMALL = """[...document.querySelectorAll("a, button, input:not([type=hidden]), select, textarea, summary")].filter((one) => {
  const { width, height } = (one.closest("label") ?? one).getBoundingClientRect();
  const inText = one.matches("a, summary") && one.closest("p, .why, .hint, .notice, .small, dd");
  return width > 1 && !one.matches(".skip") && !inText && (width < 24 || height < 23.5);
}).map((one) => one.outerHTML.slice(0, 120))"""


@pytest.fixture
def gallery(site, browser):
    contexts = []

    def opened(language, width=1280, scheme="light"):
        context = browser.new_context(viewport={"width": width, "height": 900}, locale=language, color_scheme=scheme)
        contexts.append(context)
        context.add_cookies([{"name": "language", "value": language, "url": site}])
        page = context.new_page()
        page.goto(f"{site}/desk/")
        page.wait_for_selector("#id_visited_on_read b")
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize("language", ["en", "ja", "ko"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_rule_of_access_is_broken(gallery, language, scheme):
    page = gallery(language, scheme=scheme)
    assert page.locator("html").get_attribute("lang") == language
    broken = Axe().run(page, options=RULES).response["violations"]
    assert [(rule["id"], [node["html"][:160] for node in rule["nodes"]]) for rule in broken] == []


@pytest.mark.parametrize("language", ["en", "ja", "ko"])
@pytest.mark.parametrize("width", [1280, 360, 320])
def test_no_page_scrolls_sideways_and_no_control_is_small(gallery, language, width):
    page = gallery(language, width=width)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.evaluate(SMALL) == []
