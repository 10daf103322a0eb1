from tsunagu.directory.models.base import REFERENCES, HsdsRow
from tsunagu.directory.models.keeping import Correction, ImportRun, ProviderConcern
from tsunagu.directory.models.listing import Listing
from tsunagu.directory.models.place import (
    Accessibility,
    Address,
    Contact,
    Language,
    Phone,
    Place,
    Schedule,
    ServiceAtPlace,
)
from tsunagu.directory.models.provider import Programme, Provider, ProviderIdentifier
from tsunagu.directory.models.service import (
    AGEING,
    STALE,
    CostOption,
    Funding,
    RequiredDocument,
    Service,
    ServiceArea,
)
from tsunagu.directory.models.term import Attribute, Metadata, Term, Vocabulary

# In the order in which they can be written: what is pointed to comes first.
TABLES: tuple[type[HsdsRow], ...] = (
    Provider,
    Programme,
    ProviderIdentifier,
    Service,
    Place,
    ServiceAtPlace,
    Contact,
    Phone,
    Address,
    Schedule,
    Language,
    CostOption,
    RequiredDocument,
    ServiceArea,
    Funding,
    Accessibility,
    Vocabulary,
    Term,
    Attribute,
    Metadata,
)

__all__ = [
    "AGEING",
    "REFERENCES",
    "STALE",
    "TABLES",
    "Accessibility",
    "Address",
    "Attribute",
    "Contact",
    "Correction",
    "CostOption",
    "Funding",
    "HsdsRow",
    "ImportRun",
    "Language",
    "Listing",
    "Metadata",
    "Phone",
    "Place",
    "Programme",
    "Provider",
    "ProviderConcern",
    "ProviderIdentifier",
    "RequiredDocument",
    "Schedule",
    "Service",
    "ServiceArea",
    "ServiceAtPlace",
    "Term",
    "Vocabulary",
]
