"""Chapter 3. Learning one sample at a time."""
