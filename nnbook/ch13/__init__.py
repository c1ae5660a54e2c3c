"""Chapter 13. What the books say: printed sentences, and what is measured of each."""
