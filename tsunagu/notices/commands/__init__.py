from tsunagu.notices.commands.deliver_notice import deliver_notice, mark_read, mark_sent
from tsunagu.notices.commands.notify import notify_outside, notify_user

__all__ = ["deliver_notice", "mark_read", "mark_sent", "notify_outside", "notify_user"]
