"""Reading R4: files become entries, entries are judged, and what is true is taken in."""
