"""What the job worker runs: thin tasks, one call each. Importing the package makes them known."""

from annotations.jobs import agreement, dataset_files, figures, imports, mail, release, sweep

__all__ = ["agreement", "dataset_files", "figures", "imports", "mail", "release", "sweep"]
