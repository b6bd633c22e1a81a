"""What the job worker runs: thin tasks, one call each. Importing the package makes them known."""

from annotations.jobs import agreement, imports, sweep

__all__ = ["agreement", "imports", "sweep"]
