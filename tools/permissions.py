"""Write docs/permissions.md, the table of who may do and see what, by asking the code.

python tools/permissions.py   write the table; it takes a minute or two
"""

import os
import sys
from pathlib import Path
from subprocess import run

ROOT = Path(__file__).resolve().parent.parent
TEST = "tests/architecture/test_permissions.py::test_the_table_of_the_documents_is_current"


def main() -> int:
    """Let the test that compares the table write it first."""
    environment = {**os.environ, "GONGJIAN_WRITE_PERMISSIONS": "1"}
    return run([sys.executable, "-m", "pytest", "-q", TEST], cwd=ROOT, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
