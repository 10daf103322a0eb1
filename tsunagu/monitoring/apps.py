from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    name = "tsunagu.monitoring"

    def ready(self) -> None:
        from tsunagu.monitoring import (
            events,  # noqa: F401 - its facts join the vocabulary
            handlers,  # noqa: F401 - a visit with all lines answered is a round
        )
