"""Chapter 4. Three seeds prove nothing."""
