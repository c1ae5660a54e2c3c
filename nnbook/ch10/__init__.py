"""Chapter 10. What a layer does to the size of signals, and what thirty of them do."""
