"""The only layer that writes. One act is one keyword-only function, one transaction, one event (or more)."""
