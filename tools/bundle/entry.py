"""What the frozen program runs: `studio`, and, as Python itself would, `-m studio.MODULE` for its own processes.

The studio starts its tracker, its camera, its show and its probes as `sys.executable -m MODULE`. Frozen,
`sys.executable` is this program, so they start the same way, and no part of the studio needs to know that it is frozen.
"""

import runpy
import sys


def main() -> int:
    if len(sys.argv) > 2 and sys.argv[1] == "-m":
        module = sys.argv[2]
        if module.partition(".")[0] != "studio":
            print(f"{sys.argv[0]}: {module} is none of the studio's", file=sys.stderr)
            return 2
        del sys.argv[1:3]
        runpy.run_module(module, run_name="__main__", alter_sys=True)
        return 0
    from studio.cli import main as studio

    return studio()


if __name__ == "__main__":
    sys.exit(main())
