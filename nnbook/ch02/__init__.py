"""Chapter 2. The gradient is the chain rule, and it can be checked."""
