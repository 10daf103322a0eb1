from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "tsunagu.cases"

    def ready(self) -> None:
        from tsunagu.cases import events  # noqa: F401 - its facts join the vocabulary
