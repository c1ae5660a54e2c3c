"""Chapter 1. Nine weights draw a boundary."""
