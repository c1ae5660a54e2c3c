"""Chapter 11: order and chaos."""
