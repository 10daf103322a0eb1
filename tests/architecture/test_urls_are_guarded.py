"""Every page says who may open it."""

from django.urls import get_resolver
from django.urls.resolvers import URLResolver


def views(resolver=None, prefix=""):
    for pattern in (resolver or get_resolver("config.urls")).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from views(pattern, prefix + str(pattern.pattern))
        else:
            yield prefix + str(pattern.pattern), pattern.callback


def test_every_view_says_who_may_open_it():
    bare = [path for path, view in views() if not (hasattr(view, "permission") or getattr(view, "public", ""))]
    assert bare == []
