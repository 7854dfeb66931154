"""Benchmarks: `python -m bench [compile|engine|storage|lists] [--quick]`. Not part of the product, and never of its tests."""
