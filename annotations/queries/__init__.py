"""Reads: a person and filters give a queryset or plain values. Nothing here writes."""
