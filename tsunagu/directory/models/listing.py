"""What search looks at: one flat row for each service and each place it is given at. Remade by every command that changes them."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from tsunagu.core.models import OrganisationRow
from tsunagu.directory.models.place import Place
from tsunagu.directory.models.service import Service


class Listing(OrganisationRow):
    """`tags` holds everything that is asked for by equality (words, need, area, language, cost, capacity): one GIN index answers.

    `leads` marks one row a service, for lists without a point on the map. `sort` and `id` are the order, and the key of the next page.
    """

    organisation = models.ForeignKey(
        "identity.Organisation", on_delete=models.PROTECT, related_name="+", editable=False, db_index=False
    )
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="listings")
    place = models.ForeignKey(Place, on_delete=models.CASCADE, null=True, related_name="+")
    leads = models.BooleanField(default=False)
    sort = models.TextField(db_collation="C")
    tags = ArrayField(models.TextField(db_collation="C"), default=list)
    minimum_age = models.FloatField(null=True)
    maximum_age = models.FloatField(null=True)
    sex = models.TextField(default="")
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)

    class Meta:
        indexes = [
            GinIndex(fields=["tags"], name="directory_listing_tags", fastupdate=False),
            models.Index(
                fields=["organisation", "sort", "id"], condition=Q(leads=True), name="directory_listing_by_name"
            ),
            models.Index(
                fields=["organisation", "latitude", "longitude"],
                condition=Q(latitude__isnull=False),
                name="directory_listing_on_the_map",
            ),
        ]
