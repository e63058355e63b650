"""What leaves the graph as files, one module a format."""
