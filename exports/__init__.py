"""Official forms as grids, and the renderers that turn a grid into a file."""
