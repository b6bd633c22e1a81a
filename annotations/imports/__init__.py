"""Formats that bring articles in. Each is one file under ``formats/``."""
