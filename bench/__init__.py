"""Measurements of the product, each repeatable: `python -m bench` runs all and keeps them in bench/results.json."""
