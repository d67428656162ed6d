"""What the bundled command line starts with."""

from sirekap_desktop.cli import main

raise SystemExit(main())
