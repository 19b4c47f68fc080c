"""Readers of foreign files: one module per input format turns a file into lines and table rows of `page.py`."""
