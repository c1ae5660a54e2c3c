"""Chapter 8. What breaks the symmetry, how fast, and what does not."""
