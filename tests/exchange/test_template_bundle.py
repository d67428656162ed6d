"""One signed file of a form: what is in it is what was signed, by whom, or it is not opened."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.exchange.template_bundle import pack, unpack
from sirekap_desktop.models.document import FormBundle
from sirekap_desktop.models.form_writing import files_of
from sirekap_desktop.simulation.keys import Authority, make_authority, make_p12
from tests.models import drafts

NOW = datetime.now(UTC).replace(microsecond=0)
START = NOW - timedelta(days=30)
PASSWORD = "kata sandi"
FILES = files_of(drafts.named())


@pytest.fixture(scope="module")
def authority() -> Authority:
    return make_authority("Otoritas Contoh", START)


@pytest.fixture(scope="module")
def packed(authority: Authority) -> bytes:
    p12 = make_p12("KPU Kabupaten Contoh", PASSWORD, START, issuer=authority)
    return pack("pemilu_2024/contoh", "C.CONTOH", FILES, p12, PASSWORD, NOW)


def refusal(data: bytes, *anchors: bytes) -> SirekapError:
    with pytest.raises(SirekapError) as caught:
        unpack(data, anchors)
    return caught.value


def changed(data: bytes, change: Callable[[dict[str, bytes]], object]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def test_what_was_packed_comes_out_with_its_signer(packed: bytes, authority: Authority) -> None:
    bundle = unpack(packed, [authority.anchor])
    assert isinstance(bundle, FormBundle)
    assert bundle.files == FILES
    assert (bundle.form, bundle.model) == ("pemilu_2024/contoh", "C.CONTOH")
    signature = bundle.signature
    assert signature.signer == "KPU Kabupaten Contoh"
    assert signature.issuer == "Otoritas Contoh"
    assert signature.when == NOW
    assert signature.trusted
    assert signature.bottom_line
    assert signature.why == ""


def test_a_signer_whose_issuer_is_unknown_is_told(packed: bytes) -> None:
    signature = unpack(packed).signature
    assert signature.intact
    assert not signature.trusted
    assert signature.why == "unknown_issuer"
    other = make_authority("Lain", START)
    assert not unpack(packed, [other.anchor]).signature.trusted


CHANGES: list[tuple[str, Callable[[dict[str, bytes]], object], str]] = [
    (
        "a box moved",
        lambda p: p.update({"template.toml": p["template.toml"] + b"\n"}),
        "bundle_changed",
    ),
    ("a rule file less", lambda p: p.pop("rules.toml"), "bundle_changed"),
    ("a file more", lambda p: p.update({"law.toml": b""}), "bundle_changed"),
    ("a stranger's file", lambda p: p.update({"../../x.py": b""}), "bundle_changed"),
    (
        "another manifest",
        lambda p: p.update({"manifest.json": p["manifest.json"] + b" "}),
        "bundle_changed",
    ),
    ("no signature", lambda p: p.pop("manifest.p7s"), "bundle_unsigned"),
    (
        "a broken signature",
        lambda p: p.update({"manifest.p7s": p["manifest.p7s"][:-40]}),
        "bundle_unsigned",
    ),
    (
        "nonsense for a signature",
        lambda p: p.update({"manifest.p7s": b"0\x03\x02\x01\x00"}),
        "bundle_unsigned",
    ),
    ("no manifest", lambda p: p.pop("manifest.json"), "bundle_unknown"),
]


@pytest.mark.parametrize(("change", "code"), [c[1:] for c in CHANGES], ids=[c[0] for c in CHANGES])
def test_what_was_changed_is_not_opened(
    packed: bytes, change: Callable[[dict[str, bytes]], object], code: str
) -> None:
    assert refusal(changed(packed, change)).code == code


def test_what_is_no_bundle_is_not_opened(authority: Authority) -> None:
    assert refusal(b"").code == "bundle_unknown"
    assert refusal(b"PK\x03\x04 rusak").code == "bundle_unknown"
    p12 = make_p12("KPU", PASSWORD, START, issuer=authority)
    other = pack("a/b", "C", {"foto.png": "x"}, p12, PASSWORD, NOW)
    assert refusal(other).code == "bundle_changed"


def test_a_bomb_is_not_unpacked() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", b"0" * 5_000_000)
    assert refusal(out.getvalue()).code == "bundle_unknown"


def test_another_kind_of_manifest_is_not_read(packed: bytes) -> None:
    def other(parts: dict[str, bytes]) -> None:
        manifest = json.loads(parts["manifest.json"]) | {"kind": "x"}
        parts["manifest.json"] = json.dumps(manifest).encode()

    assert refusal(changed(packed, other)).code == "bundle_changed"


@pytest.mark.parametrize(
    ("p12", "password", "when", "code"),
    [
        (make_p12("KPU", PASSWORD, START), "salah", NOW, "p12_wrong_password"),
        (
            make_p12("KPU", PASSWORD, START),
            PASSWORD,
            NOW + timedelta(days=900),
            "certificate_expired",
        ),
        (
            make_p12("KPU", PASSWORD, START, signs=False),
            PASSWORD,
            NOW,
            "certificate_not_for_signing",
        ),
        (b"x", PASSWORD, NOW, "p12_damaged"),
    ],
)
def test_who_may_not_sign_packs_nothing(
    p12: bytes, password: str, when: datetime, code: str
) -> None:
    with pytest.raises(SirekapError) as caught:
        pack("a/b", "C", FILES, p12, password, when)
    assert caught.value.code == code
