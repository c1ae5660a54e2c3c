"""Chapter 9. How large the first weights should be."""
