"""What the bundled command line starts with."""

import multiprocessing

multiprocessing.freeze_support()  # a process of the pool goes on here, and nowhere else

from sirekap_desktop.cli import main  # noqa: E402

raise SystemExit(main())
