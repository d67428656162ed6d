"""Certificates of made-up signers, as a signer brings them on a stick."""

from __future__ import annotations

from datetime import UTC, datetime

from sirekap_desktop.simulation import keys

PASSWORD = "rahasia"
FROM = datetime(2029, 1, 1, tzinfo=UTC)


def p12_of(name: str) -> bytes:
    """A PKCS#12 file with a self-signed certificate, good for the year 2029."""
    return keys.make_p12(name, PASSWORD, FROM)
