from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "tsunagu.cases"

    def ready(self) -> None:
        from tsunagu.cases import events  # noqa: F401 - its facts join the vocabulary
        from tsunagu.cases.queries import chart_door, known_here
        from tsunagu.people.queries import register_chart_guard, register_known_to

        register_chart_guard(lambda person, by: chart_door(person, by))
        register_known_to(known_here)
