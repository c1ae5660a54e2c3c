"""What the documents did that the book starts from, set up as their authors set it up: a module for each."""
