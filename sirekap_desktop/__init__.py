"""Sirekap Desktop: from C.HASIL pictures to a signed D.HASIL KECAMATAN."""

__version__ = "0.1.0"
