"""The Python side of a live page: its kernel, and what stands in for packages that a page does without."""
