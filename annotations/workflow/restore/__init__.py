"""A dataset that was exported comes back into an empty project: ``restore.restore_dataset`` is the act."""
