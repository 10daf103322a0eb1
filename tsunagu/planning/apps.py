from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "tsunagu.planning"

    def ready(self) -> None:
        from tsunagu.planning import events  # noqa: F401 - its facts join the vocabulary
