"""Start kapitan with the code of the components already imported.

kapitan's workers are forks: what the parent has imported they need not import again, each for itself.
"""

from __future__ import annotations

import gc
import sys

import kapitan.inputs.kadet  # type: ignore[import-untyped]  # noqa: F401
from kapitan.cli import main  # type: ignore[import-untyped]

import slipway.component  # noqa: F401 - imported for the workers, like kapitan's kadet

if __name__ == "__main__":
    # The forks share the memory of what lives until the end as long as no collector writes its marks into it.
    gc.collect()
    gc.freeze()
    sys.exit(main())
