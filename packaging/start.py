"""Where the frozen program starts."""

import sys

from app.cli import main

sys.exit(main())
