from django.apps import AppConfig


class RiskConfig(AppConfig):
    name = "tsunagu.risk"

    def ready(self) -> None:
        from tsunagu.risk import events, handlers  # noqa: F401 - its facts join the vocabulary, its handlers listen
