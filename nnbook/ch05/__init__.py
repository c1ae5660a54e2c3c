"""Chapter 5. What several hidden units are for."""
