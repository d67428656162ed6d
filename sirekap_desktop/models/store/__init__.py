"""Where everything that happened is kept: a database and the picture files beside it."""

from __future__ import annotations

from sirekap_desktop.models.store.images import Images
from sirekap_desktop.models.store.sheets import SheetNew
from sirekap_desktop.models.store.store import Store
from sirekap_desktop.models.store.unit import Unit

__all__ = ["Images", "SheetNew", "Store", "Unit"]
