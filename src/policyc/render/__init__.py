"""A Document in, a string out: one module an output, one function a node."""
