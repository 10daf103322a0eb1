"""What happens when a message is written: mail is handed to a job once the transaction stands."""

from __future__ import annotations

from django.db import transaction

from tsunagu.core.listening import on
from tsunagu.notices import tasks
from tsunagu.notices.choices import Channel
from tsunagu.notices.models import Notice


@on("notice.written")
def send_on_commit(*, notice: Notice) -> None:
    if notice.channel == Channel.MAIL:
        ids = {"notice_id": str(notice.id), "organisation_id": str(notice.organisation_id)}
        transaction.on_commit(lambda: tasks.send_mail.defer(**ids))
