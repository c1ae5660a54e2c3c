"""Chapter 12. A start without chance, and a start and a rate that belong together."""
