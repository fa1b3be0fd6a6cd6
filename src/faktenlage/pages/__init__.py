"""A review as a page in a browser: one file, without a network, a font or a script from elsewhere."""

from faktenlage.pages.page import page

__all__ = ["page"]
