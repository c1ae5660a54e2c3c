"""Chapter 6. Equal weights stay equal for 60,000 steps."""
