"""Every page, in every role that may open it, in three languages: it opens, it is accessible, and it costs no more with more rows."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLResolver

from tests.cast import PASSWORD, make_agency
from tests.journeys.visitor import Visitor
from tests.world import make_world
from tsunagu.access.choices import Role
from tsunagu.access.roles import permissions_of
from tsunagu.core.actor import acting

LANGUAGES = ["en", "ja", "ko"]
PARTS = 2
# Pages that are files, fragments or machine's business: they open, but there is nothing for axe to look at.
NOT_PAGES = {
    *(
        f"directory:hsds{part}"
        for part in ("", "_organizations", "_organization", "_services", "_service", "_locations", "_location")
    ),
    "cases:document_file",
    "people:photo",
    "ui:worker",
    "ui:read_date",
    "identity:health",
    "identity:draft",
    "people:find",
    "assessment:response_export",
    "assessment:instrument_export",
    "assessment:instrument_shipped_export",
    "scheduling:feed",
    "scheduling:invitation",
    "scheduling:meeting_invitation",
}
# These exist only in other circumstances: a photo that was taken, another agency's referral, a restricted section, the demonstration.
ELSEWHERE = {
    "people:photo",
    "planning:arrived_referral",
    "assessment:restricted",
    "ui:gallery",
    "web:enter",
    "coverage:funding",
}
# What is opened on the way, on a phone: there axe looks as well.
POCKET = {
    "web:my_day",
    "web:caseload",
    "web:case",
    "web:timeline",
    "cases:visit",
    "cases:check_in",
    "cases:contact_new",
    "cases:concern_new",
    "cases:safety",
    "cases:safety_plan",
    "planning:plan",
    "assessment:response",
    "assessment:responses",
    "people:people",
    "people:person_page",
    "intake:referrals",
    "intake:referral",
    "notices:notices",
    "directory:services",
    "directory:for_case",
    "planning:referral",
    "planning:answer_by_link",
    "directory:service",
    "scheduling:calendar",
    "scheduling:appointments",
    "scheduling:appointment",
}


def pages(resolver=None, namespace=""):
    """(name, parameters, view) of every URL. One without a name cannot be swept, so it fails."""
    for pattern in (resolver or get_resolver("config.urls")).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from pages(pattern, pattern.namespace or namespace)
        else:
            assert pattern.name, f"{pattern.pattern} has no name"
            yield f"{namespace}:{pattern.name}", tuple(pattern.pattern.converters), pattern.callback


PAGES = sorted({name: (name, params, view) for name, params, view in pages()}.values(), key=lambda page: page[0])

assert {page[0] for page in PAGES} >= POCKET


def signed_in(login):
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    answer = client.post("/sign-in/", {"login": login, "password": PASSWORD, "next": "/me/"})
    assert answer.status_code == 302
    return client


@pytest.fixture
def world(agency):
    return make_world(agency)


def url_of(world, name, params):
    return reverse(name, kwargs=world.kwargs(name, params)) + world.queries.get(name, "")


@pytest.mark.django_db
def test_every_page_opens_for_whoever_does_the_work(world):
    client, bad = signed_in("ruth"), []
    for name, params, view in PAGES:
        if getattr(view, "permission", None) in (
            None,
            *permissions_of(frozenset({Role.SUPERVISOR, Role.CASE_MANAGER})),
        ):
            answer = client.get(url_of(world, name, params))
            if answer.status_code not in (200, 204, 302, 303, 405) and name not in ELSEWHERE:
                bad.append((name, answer.status_code))
    assert not bad, "\n".join(map(str, bad))


@pytest.mark.django_db
@pytest.mark.parametrize("login", ["imani", "noor", "dale", "alex", "odile", "priya"])
def test_what_a_role_does_not_include_stays_shut_and_nothing_breaks(world, login):
    client, bad = signed_in(login), []
    may = permissions_of(frozenset(world.agency.members[login].roles))
    for name, params, view in PAGES:
        permission = getattr(view, "permission", None)
        status = client.get(url_of(world, name, params)).status_code
        allowed = {200, 204, 302, 303, 404, 405} if permission is None or permission in may else {403}
        if status not in allowed:
            bad.append((name, status))
    assert not bad, "\n".join(map(str, bad))


@pytest.mark.django_db
def test_another_organisation_finds_nothing_behind_any_address(world, elsewhere):
    login = elsewhere.members["ruth"].user.login
    client, bad = signed_in(login), []
    for name, params, _view in PAGES:
        if {"case_id", "person_id", "concern_id", "household_id"} & set(params):
            status = client.get(url_of(world, name, params)).status_code
            if status not in (404, 405):
                bad.append((name, status))
    assert not bad, "\n".join(map(str, bad))


ANSWERS: dict[str, int] = {}


def is_page(name, url, client):
    """Does it answer with a page? Some answer to a POST alone, or to another role; the other sweep holds that they do not break."""
    if name not in ANSWERS:
        ANSWERS[name] = client.get(url).status_code
    return name not in NOT_PAGES and ANSWERS[name] == 200


@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("part", range(PARTS))
def test_axe_finds_nothing_on_any_page(transactional_db, live_server, page, language, part):
    """Each opens in each language; on a desk and on a phone, nothing runs out of the page sideways either."""
    agency = make_agency("en")
    with acting(agency.system), transaction.atomic():
        world = make_world(agency)
    client, bad = signed_in("ruth"), []
    visitor = Visitor(page, live_server.url, agency, language).sign_in("ruth")
    for name, params, _view in PAGES[part::PARTS]:
        url = url_of(world, name, params)
        if not is_page(name, url, client):
            continue
        answer = page.goto(live_server.url + url)
        assert answer.status == 200, f"{name}: {answer.status}"
        page.evaluate("document.querySelectorAll('main details:not(.menu)').forEach(d => { d.open = true })")
        for width, look in ((1280, visitor.look), (360, visitor.look if name in POCKET else visitor.fits)):
            page.set_viewport_size({"width": width, "height": 900})
            try:
                look()
            except AssertionError as found:
                bad.append((name, width, str(found)[:400]))
    assert not bad, "\n".join(map(str, bad))
