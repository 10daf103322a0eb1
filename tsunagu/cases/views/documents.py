"""Documents: the list, adding one, and the file itself. Every download is a look that is kept."""

from __future__ import annotations

from uuid import UUID

from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.audit.commands import record_look
from tsunagu.cases.choices import DocumentType
from tsunagu.cases.commands.add_document import add_document
from tsunagu.cases.forms.records import DocumentForm
from tsunagu.cases.models import Document
from tsunagu.cases.queries import get_chart
from tsunagu.cases.views.charts import answer, chart_of, show


@allow(Permission.CHART_READ)
@require_GET
def index(request: Request, case_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor)
    documents = Document.objects.filter(case=case).select_related("person")
    chosen = request.GET.get("type", "")
    if chosen in DocumentType.values:
        documents = documents.filter(type=chosen)
    context = {"documents": documents, "types": DocumentType.choices, "chosen": chosen}
    return show(request, chart_of(case, request), "documents_page", "documents", context)


@allow(Permission.CASE_WORK)
@require_http_methods(["GET", "POST"])
def create(request: Request, case_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor, Permission.CASE_WORK)
    chart = chart_of(case, request)
    form = DocumentForm(request.POST or None, request.FILES or None, case=case, members=chart.members)

    def act() -> Document:
        data = form.cleaned_data
        return add_document(
            case_id=case.id,
            file=data["file"],
            type=DocumentType(data["type"]),
            person_id=form.person_id(),
            by=request.actor,
            **{name: data[name] for name in ("title", "dated", "from_whom")},
        )

    return answer(
        request,
        chart,
        form,
        act,
        page="document_new",
        done=reverse("cases:documents", args=[case.id]),
        title=_("Add a document"),
        multipart="yes",
        save=_("Add"),
    )


@allow(Permission.CHART_READ)
@require_GET
def download(request: Request, case_id: UUID, document_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor)
    document = get_object_or_404(Document, id=document_id, case=case)
    record_look(request.actor, f"document:{document.title}", case_id=case.id, person_id=document.person_id)
    response = FileResponse(
        document.file.open("rb"), as_attachment=True, filename=document.name, content_type=document.content_type
    )
    response.headers["Content-Security-Policy"] = "sandbox"
    return response  # type: ignore[return-value]
