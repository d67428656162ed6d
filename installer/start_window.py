"""What the bundled window starts with."""

import multiprocessing

multiprocessing.freeze_support()  # a process of the pool goes on here, and nowhere else

from sirekap_desktop.app import main  # noqa: E402

raise SystemExit(main())
