"""How the documentation is built: `sphinx-build -W docs docs/_build/html`."""

from __future__ import annotations

import faktenlage

project = "faktenlage"
author = "The faktenlage authors"
copyright = "2024-2026, The faktenlage authors"  # noqa: A001 - the name Sphinx reads
release = version = faktenlage.__version__

extensions = ["myst_parser"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
exclude_patterns = ["_build"]
source_suffix = {".md": "markdown"}
nitpicky = True

html_theme = "alabaster"
html_theme_options = {"description": "Reports against official figures", "page_width": "64em"}
html_show_sourcelink = False
