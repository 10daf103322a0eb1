"""Scoring rules of single instruments, a file each; what several share (`sum`, `count`, `entered`) is in `scoring`."""
