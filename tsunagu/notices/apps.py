from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "tsunagu.notices"

    def ready(self) -> None:
        from tsunagu.notices import handlers  # noqa: F401 - what is written by mail goes out on commit
