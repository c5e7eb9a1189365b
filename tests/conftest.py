"""Settings of the whole suite."""

from __future__ import annotations

import os
import tempfile

from hypothesis import settings

# In CI the same examples every time: a new find belongs to whoever runs the suite at work, not to a landing.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")

# No test reads or writes what the user of this machine has imported.
os.environ["READOUT_DATA"] = tempfile.mkdtemp(prefix="readout-tests-")
