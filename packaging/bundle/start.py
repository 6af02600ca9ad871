"""Start of the bundle: the same command line as the installed program's.

The session's processes are started with `spawn`; in a bundle each of them is this file
again, and `freeze_support` sends it to its work before anything else is imported.
"""

from multiprocessing import freeze_support

if __name__ == "__main__":
    freeze_support()
    from attention_camp.camp.__main__ import main

    main()
