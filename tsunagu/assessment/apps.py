from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    name = "tsunagu.assessment"

    def ready(self) -> None:
        from tsunagu.assessment import events, panels  # noqa: F401 - its facts join the vocabulary, care providers the map of helpers
