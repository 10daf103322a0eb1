"""Scoring rules of single instruments, a module a family; what most share (`sum`, `count`, `entered`) is in `scoring`."""

from tsunagu.assessment.rules.instruments.scores import alcohol, crisis, falls, suicide, sums

__all__ = ["alcohol", "crisis", "falls", "suicide", "sums"]
