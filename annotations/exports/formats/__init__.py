"""One module per format; they see rows only and know nothing of one another."""
