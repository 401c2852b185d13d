"""Benchmarks: this library and its peers side by side, on the same instances, every answer checked.

``python -m benchmarks`` measures all sections, keeps their results in ``benchmarks/results`` and writes
``docs/benchmarks.md`` with its charts.
"""
