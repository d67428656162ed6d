"""What the bundled window starts with."""

from sirekap_desktop.app import main

raise SystemExit(main())
