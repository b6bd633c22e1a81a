#!/usr/bin/env python3
"""The one command of the project: `python3 manage.py up` runs it, `python3 manage.py test` tests it."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
    execute_from_command_line(sys.argv)
