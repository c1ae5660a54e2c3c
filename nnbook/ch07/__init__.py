"""Chapter 7. Swapped units stay swapped: a theorem."""
