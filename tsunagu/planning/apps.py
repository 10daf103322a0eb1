from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "tsunagu.planning"

    def ready(self) -> None:
        from tsunagu.cases.queries import register_plan_lines
        from tsunagu.planning import events  # noqa: F401 - its facts join the vocabulary
        from tsunagu.planning.panels import lines_to_monitor
        from tsunagu.planning.queries.gaps import register_gaps
        from tsunagu.planning.queries.guidelines import instrument_gaps

        register_plan_lines(lines_to_monitor)
        register_gaps(instrument_gaps)
