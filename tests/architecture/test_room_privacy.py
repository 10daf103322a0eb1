"""Rooms use only each other's public face: the one thing import contracts cannot say."""

import grimp

PUBLIC = {"models", "queries", "commands", "events", "choices", "panels", "rules"}
OPEN = {
    "core",
    "ui",
    "audit",
    "identity",
    "access",
    "notices",
    "web",
    "fhir",
    "reports",
    "console",
}  # not process rooms


def test_rooms_use_only_each_others_public_face():
    graph = grimp.build_graph("tsunagu")
    breaches = []
    for importer in graph.modules:
        for imported in graph.find_modules_directly_imported_by(importer):
            a, b = importer.split("."), imported.split(".")
            if len(a) < 3 or len(b) < 3 or a[1] == b[1] or b[1] in OPEN or b[2] in PUBLIC:
                continue
            if a[2] == b[2] == "tests":  # factories may be borrowed from lower rooms
                continue
            breaches.append((importer, imported))
    assert breaches == []
