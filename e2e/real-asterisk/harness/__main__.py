"""python3 -m harness CLASSPATH [--list] [--record DIR] [--late-ari SECONDS] [--late-ami SECONDS] [NAME...]

Plays everything, or what begins with one of the names; CLASSPATH is that of Backends.java. Exit code 0: nothing differs.
"""

import argparse
import asyncio
import pathlib
import signal
import sys

from . import run
from .processes import Failed
from .recording import Recorder
from .report import Report
from .stage import Stage


def main():
    arguments = _arguments()
    plan = run.plan(arguments.names)
    if arguments.list:
        print("\n".join(act.name for act in plan))
        return
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    recorder = Recorder(arguments.record) if arguments.record else None
    report, stage = Report(), Stage(arguments.classpath, recorder, arguments.late_ari, arguments.late_ami)
    try:
        asyncio.run(run.run(plan, stage, report))
    except (Failed, TimeoutError) as failure:
        report.check("the run itself", [str(failure)])
    finally:
        stage.close()
    report.close()
    sys.exit(1 if report.failed else 0)


def _arguments():
    parser = argparse.ArgumentParser(prog="run", description="Real SIP calls through a real Asterisk and the five services.")
    parser.add_argument("classpath")
    parser.add_argument("names", nargs="*", metavar="NAME", help="play only what begins with it: 05, load, ari... (default: everything)")
    parser.add_argument("--list", action="store_true", help="print the names and end")
    parser.add_argument("--record", type=pathlib.Path, metavar="DIR", help="write a recording of each scenario into a folder of DIR")
    for link in ("ari", "ami"):
        parser.add_argument(f"--late-{link}", type=float, default=0, metavar="SECONDS", help=f"slow the gateway's {link.upper()} link down by so much")
    return parser.parse_intermixed_args()


main()
