from django.apps import AppConfig


class RiskConfig(AppConfig):
    name = "tsunagu.risk"

    def ready(self) -> None:
        from tsunagu.risk import events, handlers, panels  # noqa: F401 - facts join the vocabulary, handlers listen, summaries grow
