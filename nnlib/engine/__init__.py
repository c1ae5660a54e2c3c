"""How the networks run: what is asked of arguments, how parameters lie in memory, steps, and the order of samples."""
