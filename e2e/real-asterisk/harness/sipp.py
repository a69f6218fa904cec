"""Random callers by SIPp: they come at a steady rate, wait for as long as they like, talk, and hang up or are hung up on."""

import asyncio
import random
import shutil

from . import settings
from .processes import Failed

SCENARIO = settings.HERE / "conf" / "sipp" / "callers.xml"
PLACE = "/tmp/scc-sipp"
# seconds: every step of a caller has a time limit, so they all end long before
AT_MOST = 600


class Callers:
    """`numbers`: what they dial, by chance. `rate`: calls per second, as long as fewer than 3 * `rate` of them are on the line, which is
    SIPp's own limit. The same seed gives the same callers."""

    def __init__(self, numbers, rate, count, seed=1):
        self._numbers, self._rate, self._count = numbers, rate, count
        self._random = random.Random(seed)
        self._process = None

    async def start(self):
        place = settings.PBX_ROOT / PLACE.lstrip("/")
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        shutil.copy(SCENARIO, place)
        lines = [f"{self._random.choice(self._numbers)};7903{n:07d};" for n in range(self._count)]
        (place / "callers.csv").write_text("SEQUENTIAL\n" + "\n".join(lines) + "\n")
        log = open(settings.LOGS / "sipp.log", "ab")
        self._process = await asyncio.create_subprocess_exec(
            "chroot", str(settings.PBX_ROOT), "/bin/sh", "-c",
            f'cd {PLACE} && exec sipp -sf callers.xml -inf callers.csv -r {self._rate} -m {self._count} -i {settings.SIPP_IP} '
            f'-p {settings.SIP_PORT} -nostdin -trace_err -error_file errors.log {settings.PBX_IP}:{settings.SIP_PORT}',
            stdin=asyncio.subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)
        return self

    async def finished(self):
        """Waits until the last of them has hung up."""
        try:
            await asyncio.wait_for(self._process.wait(), AT_MOST)
        except asyncio.TimeoutError:
            self.stop()
            raise Failed(f"callers were still on the line after {AT_MOST} s") from None

    def stop(self):
        if self._process and self._process.returncode is None:
            self._process.kill()
