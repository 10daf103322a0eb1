"""Every page of the daily work opens in three languages, refuses strangers, and does without scripts what it says."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.cast import PASSWORD
from tsunagu.audit.models import Look
from tsunagu.cases.choices import AlertTopic, Setting
from tsunagu.cases.commands.amend_contact import amend_contact
from tsunagu.cases.commands.make_promise import make_promise
from tsunagu.cases.commands.raise_alert import raise_alert
from tsunagu.cases.commands.start_stay import start_stay
from tsunagu.cases.models import Alert, Contact, Document, Duty, Fact, Promise, Stay
from tsunagu.cases.tests.factories import case, person, visit
from tsunagu.core.actor import acting
from tsunagu.core.clock import now, today
from tsunagu.people.commands import form_household
from tsunagu.people.commands.form_household import Joining

pytestmark = pytest.mark.django_db

PLAIN = [
    "contacts", "contact_new", "visit", "check_in", "exception", "stays", "stay_new", "documents", "document_new", "promises",
    "promise_new", "alerts", "alert_new", "team", "events", "safety_plan", "hold", "retention", "stage", "model", "programme",
    "evaluation", "closure", "text_blocks", "print",
]  # fmt: skip


@pytest.fixture
def enter(agency):
    def sign_in(login, language=""):
        client = Client()
        answer = client.post(reverse("identity:sign_in"), {"login": login, "password": PASSWORD})
        assert answer.status_code == 302, answer.content
        if language:
            client.cookies["language"] = language
        return client

    return sign_in


@pytest.fixture
def river(agency):
    """A case with something of everything."""
    of = case(
        agency,
        person(agency, interpreter_needed=True, language="ko", cannot_self_report=True),
        at=now() - timedelta(days=3),
    )
    with acting(agency.actor("noor")) as noor:
        made = visit(of, noor, own_words="I want to cook again.", mood=3, symptom=2, symptom_name="Pain")
        amend_contact(made.id, reason="The rail is by the bath", by=noor, note="The rail by the bath has been put in.")
        make_promise(case_id=of.id, what="Ring the bank", due=today(of.zone) + timedelta(days=2), by=noor)
        raise_alert(
            case_id=of.id,
            topic=AlertTopic.FALLS,
            what_to_do="No weight on the left leg",
            review_on=today(of.zone) + timedelta(days=20),
            by=noor,
        )
        start_stay(
            case_id=of.id,
            person_id=of.members.get().person_id,
            setting=Setting.HOSPITAL,
            started_at=now() - timedelta(hours=3),
            where="St Brannoc",
            by=noor,
        )
    return of


@pytest.mark.parametrize("language", ["en", "ja", "ko"])
def test_every_page_opens_in_three_languages(river, enter, language):
    client = enter("noor", language)
    for name in PLAIN:
        answer = client.get(reverse(f"cases:{name}", args=[river.id]))
        assert answer.status_code == 200, name
        assert "River" in answer.content.decode(), name
    own = [
        reverse("cases:contact_page", args=[river.id, Contact.objects.get().id]),
        reverse("cases:contact_amend", args=[river.id, Contact.objects.get().id]),
        reverse("cases:contact_withdraw", args=[river.id, Contact.objects.get().id]),
        reverse("cases:promise", args=[river.id, Promise.objects.get().id]),
        reverse("cases:alert_clear", args=[river.id, Alert.objects.get().id]),
        reverse("cases:stay_end", args=[river.id, Stay.objects.get().id]),
        reverse("cases:event_new", args=[river.id]) + "?kind=chart.reviewed",
        reverse("cases:model", args=[river.id]) + "?to=brokerage",
        reverse("cases:programme", args=[river.id]) + "?to=hospice",
        *(reverse("cases:why", args=[river.id, duty.id]) for duty in Duty.objects.filter(case=river)[:12]),
    ]
    for url in own:
        assert client.get(url).status_code == 200, url


def test_looking_is_kept(river, enter):
    enter("noor").get(reverse("cases:stays", args=[river.id]))
    look = Look.objects.filter(case_id=river.id, page="stays").get()
    assert look.actor_name == "Noor Haddad"


def test_who_is_not_on_the_case_finds_nothing(river, enter):
    for name in PLAIN[:1]:
        assert enter("tomas").get(reverse(f"cases:{name}", args=[river.id])).status_code == 404, name
    assert enter("dale").get(reverse("cases:contacts", args=[river.id])).status_code == 403


def test_another_organisation_finds_nothing(river, elsewhere, enter):
    login = next(iter(elsewhere.members.values())).user.login
    client = enter(login)
    assert client.get(reverse("cases:stays", args=[river.id])).status_code == 404


def test_a_chart_opens_for_a_stated_purpose_for_twelve_hours(river, enter):
    client = enter("tomas")
    url = reverse("cases:opening_new", args=[river.id])
    page = client.get(url)
    assert page.status_code == 200
    assert "Aldana" not in page.content.decode()
    assert client.post(url, {"purpose": " "}).status_code == 422
    assert client.post(url, {"purpose": "Covering for Noor today"}).status_code == 303
    assert client.get(reverse("cases:stays", args=[river.id])).status_code == 200
    assert Look.objects.filter(purpose="Covering for Noor today").exists()


def form_of(client, url):
    """What a browser would send: the fields as the page has them."""
    form = client.get(url).context["form"]
    found = {}
    for field in form:
        value = field.value()
        if value not in (None, "", [], False):
            found[field.html_name] = field.field.prepare_value(value)
    return found


def test_a_visit_is_recorded_from_the_days_list_in_five_taps(river, enter):
    """Persona budget: the row's action, the answers, save. What the row knows is filled in."""
    client = enter("noor")
    url = reverse("cases:contact_new", args=[river.id]) + "?mode=in_person&place=home&with=person&purpose=monitoring"
    data = form_of(client, url)
    assert (data["mode"], data["place"], data["counterpart"], data["purpose"], data["outcome"]) == (
        "in_person",
        "home",
        "person",
        "monitoring",
        "reached",
    )
    answer = client.post(url, data | {"note": "Rail fitted.", "next_when": "week"})
    assert answer.status_code == 303, answer.context["form"].errors
    made = Contact.objects.get(note="Rail fitted.")
    assert made.signed_at
    assert made.promises.count() == 1


def test_a_visit_note_on_a_phone_ends_when_it_is_saved(river, enter):
    client = enter("noor")
    url = reverse("cases:visit", args=[river.id])
    data = form_of(client, url)
    answer = client.post(url, data, headers={"Idempotency-Key": "6f1f6b1e-6d5c-4a52-9a3d-0a5a5a5a5a5a"})
    assert answer.status_code == 303, answer.context["form"].errors
    client.post(url, data, headers={"Idempotency-Key": "6f1f6b1e-6d5c-4a52-9a3d-0a5a5a5a5a5a"})
    assert Contact.objects.filter(id="6f1f6b1e-6d5c-4a52-9a3d-0a5a5a5a5a5a").count() == 1
    assert Contact.objects.get(id="6f1f6b1e-6d5c-4a52-9a3d-0a5a5a5a5a5a").ended_at


def test_who_stays_in_hospital_is_visited_there_unless_the_row_says_otherwise(agency, river, enter):
    client, url = enter("noor"), reverse("cases:visit", args=[river.id])
    assert form_of(client, url)["place"] == "hospital"
    assert form_of(client, url + "?place=home")["place"] == "home"
    with acting(agency.system):
        Stay.objects.update(ended_at=now())
    assert form_of(client, url)["place"] == "home"


def test_going_along_is_three_taps(river, enter):
    """R-086."""
    client = enter("noor")
    url = reverse("cases:visit", args=[river.id]) + "?purpose=accompaniment&place=community"
    answer = client.post(url, form_of(client, url) | {"travel_minutes": "35", "minutes": "60"})
    assert answer.status_code == 303
    assert Contact.objects.filter(purpose="accompaniment", travel_minutes=35).exists()


def test_a_check_in_is_a_minute(river, enter):
    """R-078: outcome, mood, symptom, next date."""
    client = enter("noor")
    url = reverse("cases:check_in", args=[river.id])
    answer = client.post(
        url,
        form_of(client, url)
        | {
            "mood": "4",
            "symptom": "3",
            "next_when": "day",
            "next_on": (today(river.zone) + timedelta(days=9)).isoformat(),
        },
    )
    assert answer.status_code == 303, answer.context["form"].errors
    made = Contact.objects.get(purpose="check_in")
    assert (made.mode, made.mood, made.symptom, made.symptom_name) == ("phone", 4, 3, "Pain")
    assert made.promises.get().due == today(river.zone) + timedelta(days=9)


def test_a_day_that_was_agreed_is_written(river, enter):
    client = enter("noor")
    url = reverse("cases:check_in", args=[river.id])
    answer = client.post(url, form_of(client, url) | {"next_when": "day"})
    assert answer.status_code == 422
    assert "next_on" in answer.context["form"].errors


def test_a_refused_session_says_why_and_keeps_what_was_typed(agency, enter):
    """R-033."""
    of = case(agency, model="brokerage", at=now() - timedelta(days=1))
    client = enter("noor")
    url = reverse("cases:contact_new", args=[of.id]) + "?purpose=session"
    answer = client.post(url, form_of(client, url) | {"note": "Breathing exercise."})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "A treatment session cannot be recorded under this care model." in page
    assert "Under brokerage the providers give treatment" in page
    assert "Breathing exercise." in page
    assert reverse("cases:model", args=[of.id]) in page


def test_a_document_is_kept_with_its_fingerprint_and_its_download_is_a_look(river, enter, settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}},
    }
    client = enter("noor")
    url = reverse("cases:document_new", args=[river.id])
    sent = {"type": "letter", "dated": "2026-01-05", "file": SimpleUploadedFile("letter.pdf", b"%PDF-1.7 hello")}
    answer = client.post(url, sent)
    assert answer.status_code == 303, answer.context["form"].errors
    document = Document.objects.get()
    assert (document.title, document.size, len(document.sha256)) == ("letter.pdf", 14, 64)
    assert "letter" not in document.file.name
    got = client.get(reverse("cases:document_file", args=[river.id, document.id]))
    assert b"".join(got.streaming_content) == b"%PDF-1.7 hello"
    assert got.headers["Content-Disposition"].startswith("attachment")
    assert Look.objects.filter(page="document:letter.pdf").exists()


@pytest.mark.parametrize(
    ("name", "content"), [("page.html", b"<script>"), ("letter.pdf", b"MZ not a pdf"), ("empty.pdf", b"")]
)
def test_a_file_that_could_do_something_is_refused(river, enter, name, content):
    url = reverse("cases:document_new", args=[river.id])
    sent = {"type": "letter", "dated": "2026-01-05", "file": SimpleUploadedFile(name, content)}
    answer = enter("noor").post(url, sent)
    assert answer.status_code == 422
    assert "file" in answer.context["form"].errors
    assert not Document.objects.exists()


def test_a_fact_by_hand_has_a_form_of_its_own_qualifiers(river, enter):
    client = enter("noor")
    url = reverse("cases:event_new", args=[river.id]) + "?kind=information.sent&to=hospital"
    data = form_of(client, url)
    assert data["q_to"] == "hospital"
    assert client.post(url, data).status_code == 303
    assert Fact.objects.get(kind="information.sent").data == {"to": "hospital"}
    assert client.get(reverse("cases:event_new", args=[river.id]) + "?kind=plan.activated").status_code == 404


def test_a_promise_is_made_kept_and_dropped_in_words(river, enter):
    client = enter("noor")
    client.post(
        reverse("cases:promise_new", args=[river.id]),
        {"what": "Send the form", "due": (today(river.zone) + timedelta(days=1)).isoformat()},
    )
    first, second = Promise.objects.order_by("made_at")
    client.post(reverse("cases:promise_keep", args=[river.id, first.id]))
    assert client.post(reverse("cases:promise", args=[river.id, second.id]), {"reason": ""}).status_code == 422
    client.post(reverse("cases:promise", args=[river.id, second.id]), {"reason": "Not needed any more"})
    assert list(Fact.objects.filter(kind__startswith="promise.").order_by("id").values_list("kind", flat=True)) == [
        "promise.made",
        "promise.made",
        "promise.kept",
        "promise.dropped",
    ]


def test_the_page_of_a_model_shows_the_clocks_before_and_after(river, enter):
    """R-032: what would change is shown before it is changed, and nothing is written by looking."""
    facts = Fact.objects.count()
    page = enter("noor").get(reverse("cases:model", args=[river.id]) + "?to=brokerage").content.decode()
    assert "No longer asked" in page
    assert "Newly asked" in page
    assert Fact.objects.count() == facts


def test_the_interpreter_stands_on_every_page_of_the_case(river, enter):
    """R-045."""
    client = enter("noor")
    for name in ("contact_new", "visit", "stage", "stays"):
        assert "Interpreter" in client.get(reverse(f"cases:{name}", args=[river.id])).content.decode()


def test_a_form_that_is_refused_was_seen_too(river, enter):
    client = enter("noor")
    url = reverse("cases:contact_withdraw", args=[river.id, Contact.objects.get().id])
    assert client.post(url, {"reason": ""}).status_code == 422
    assert Look.objects.filter(case_id=river.id, page="withdraw_contact").count() == 1


def test_an_event_speaks_only_of_records_of_its_own_case(agency, river, enter):
    client, other = enter("noor"), case(agency, person(agency, "Ada Okafor"), worker="tomas")
    duties = {}
    for of in (river, other):
        duties[of] = Duty.objects.filter(case=of).first()
        Duty.objects.filter(id=duties[of].id).update(subject=of.id)
    url = reverse("cases:event_new", args=[river.id]) + "?kind=information.sent&to=hospital&duty="
    for of in (river, other):
        target = url + str(duties[of].id)
        assert client.post(target, form_of(client, target)).status_code == 303
    first, second = Fact.objects.filter(kind="information.sent").order_by("id")
    assert (first.ref, second.ref) == (river.id, None)


def test_a_household_opens_with_the_chart_of_a_member_only(agency, river, enter):
    by = agency.system
    with acting(by):
        house = form_household(name="Aldana", members=[Joining(river.members.get().person, "head")], by=by)
    page, join = (reverse(f"people:{name}", args=[house.id]) for name in ("household_page", "member_new"))
    stranger = enter("tomas")
    assert stranger.get(page).status_code == 404
    assert stranger.post(join, {"person": person(agency, "Ada Okafor").id, "role": "child"}).status_code == 404
    assert enter("noor").get(page).status_code == 200
    assert Look.objects.filter(page="people:household_page", actor_name="Noor Haddad").count() == 1


def test_comparing_with_a_record_of_another_worker_asks_for_the_purpose_first(agency, river, enter):
    mine, theirs = person(agency, "Ada Okafor"), river.members.get().person
    client = enter("imani")
    url = reverse("people:merge", args=[mine.id])
    opening = reverse("cases:opening_new", args=[river.id])
    assert client.get(url, {"with": theirs.id}).url == opening
    assert client.post(url, {"with": theirs.id, "reason": "Same card"}).url == opening
    client.post(opening, {"purpose": "Registered twice"})
    assert client.get(url, {"with": theirs.id}).status_code == 200
    assert Look.objects.get(page="people:merge", person_id=theirs.id).purpose == "Registered twice"
