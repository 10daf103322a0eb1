from django.apps import AppConfig


class CoverageConfig(AppConfig):
    name = "tsunagu.coverage"

    def ready(self) -> None:
        from tsunagu.coverage import events, panels  # noqa: F401 - its facts join the vocabulary, duties learn their names
