"""A dataset that was exported, read to come back: ``read.read_dataset`` gives what ``workflow.restore`` stores."""
