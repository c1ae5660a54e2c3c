"""The laboratory on the first page: a data set, a start, a network, and forty-eight other starts beside it."""
