"""The product as a program: settings, start, database server, tests. What it does is in ``annotations``."""

VERSION = "0.1.0"
