"""How it is drawn: the picture with artists that move, its PNG, and the controls beside it."""
