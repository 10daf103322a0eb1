from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "tsunagu.intake"

    def ready(self) -> None:
        from tsunagu.intake import events  # noqa: F401 - its facts join the vocabulary
