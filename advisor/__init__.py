"""Advises a small company on who should run its operations."""

__version__ = "0.1.0"
