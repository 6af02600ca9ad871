"""The windows; the only place that imports Qt."""

import builtins

import PySide6.QtCore  # noqa: F401  replaces `__import__` by its own

# PySide's reads the source of every imported module, for features of it that we do not
# use, and meanwhile swaps `__import__` for all threads: a second thread that imports
# then lets it inspect pydantic half loaded, which fails (shiboken's feature_import)
builtins.__import__ = vars(builtins).get("__orig_import__", builtins.__import__)
