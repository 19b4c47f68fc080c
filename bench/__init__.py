"""Measurements, as ratios in one run against a baseline on the same machine. `make bench` writes the table."""
