#!/usr/bin/env python3
"""The one command of the project: `python3 manage.py up` runs it, `python3 manage.py test` tests it.

Any Python from 3.11 on will do: it hands over to the project's own environment, which it makes when needed.
"""

import sys
from pathlib import Path

if sys.version_info < (3, 11):
    sys.exit("Factcheck needs Python 3.11 or newer; this is Python %d.%d." % sys.version_info[:2])

sys.path.insert(0, str(Path(__file__).resolve().parent))

from factcheck import bootstrap

if __name__ == "__main__":
    bootstrap.enter(sys.argv)

    from factcheck import commands

    sys.exit(commands.run(sys.argv))
