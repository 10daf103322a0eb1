from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CoreConfig(AppConfig):
    name = "tsunagu.core"

    def ready(self) -> None:
        from tsunagu.core.postgres.policies import apply_policies

        post_migrate.connect(apply_policies, sender=self, dispatch_uid="policies")
