"""The people of a test: four operators with registered phones, and the callers behind the trunk."""

import asyncio
import random

from . import settings
from .processes import Failed
from .sip.phone import Phone


class Behaviour:
    """What an operator does when the phone rings. Times are seconds. `transfer`: the number that the caller is sent to after the talk."""

    def __init__(self, answer_after=None, talk=None, reject_after=None, transfer=None):
        self.answer_after, self.talk, self.reject_after, self.transfer = answer_after, talk, reject_after, transfer


NO_ANSWER = Behaviour()
# where operators send callers: a queue, a phone
COLLEAGUES = ("709", "0004")


def answers(after, talk=None):
    """Answers, and hangs up after `talk` seconds (None: leaves that to the caller)."""
    return Behaviour(answer_after=after, talk=talk)


def rejects(after):
    return Behaviour(reject_after=after)


def as_people_do(seed=1):
    """Answers most calls soon, talks a moment or until the caller ends it, rejects some, lets some ring, sends some on to another queue
    or a colleague: drawn for each ring."""
    chance = random.Random(seed)

    def draw():
        kind = chance.random()
        if kind < 0.1:
            return rejects(chance.uniform(0.1, 0.6))
        if kind < 0.25:
            return NO_ANSWER
        if kind < 0.35:
            return Behaviour(chance.uniform(0.1, 0.8), chance.uniform(0.3, 1.5), transfer=chance.choice(COLLEAGUES))
        talk = None if kind < 0.55 else chance.uniform(0.3, 1.5)
        return answers(chance.uniform(0.1, 0.8), talk)

    return draw


class Ring:
    """One ring at one operator's phone."""

    def __init__(self, agent, call):
        self.agent, self.call, self.rejected = agent, call, False


class Floor:
    def __init__(self, passwords, log):
        self._passwords, self._log = passwords, log
        self.phones, self.rings = {}, []
        self.set()

    async def open(self):
        pbx = (settings.PBX_IP, settings.SIP_PORT)
        for agent, ip in settings.AGENTS.items():
            phone = await Phone(agent, ip, pbx, self._log, self._passwords[f"sip-{agent}"]).open()
            phone.on_call = lambda call, agent=agent: self._ring(agent, call)
            self.phones[agent] = phone
            await phone.register()
        self._trunk = await Phone("trunk", settings.TRUNK_IP, pbx, self._log).open()
        return self

    def close(self):
        for phone in (*self.phones.values(), self._trunk):
            phone.close()

    def set(self, *in_order, **by_agent):
        """The behaviours of the coming rings in their order, the last one repeats; `_0001=...` is for one operator's phone.
        A function is called at each ring and gives the behaviour; then a phone in use is busy for a second call."""
        self.rings.clear()
        self._in_order, self._by_agent = list(in_order) or [NO_ANSWER], by_agent

    def call(self, number, caller="79010000001"):
        return self._trunk.call(number, caller)

    def call_from(self, agent, number):
        """An operator dials."""
        return self.phones[agent].call(number, agent)

    def ringing(self, agent):
        """The last ring at that phone."""
        return next(ring for ring in reversed(self.rings) if ring.agent == agent)

    async def until(self, condition, what, timeout=settings.PATIENCE):
        for _ in range(int(timeout / 0.02)):
            found = condition()
            if found:
                return found
            await asyncio.sleep(0.02)
        raise Failed(f"{what} did not happen within {timeout} s; rings: {[(r.agent, r.call.end_reason) for r in self.rings]}")

    async def until_answered(self, timeout=settings.PATIENCE):
        """The ring that an operator has answered and that still talks."""
        def talking():
            return next((r for r in self.rings if r.call.answered.is_set() and not r.call.ended.is_set()), None)

        return await self.until(talking, "the answer of an operator", timeout)

    async def _ring(self, agent, call):
        in_use = any(ring.agent == agent and not ring.call.ended.is_set() for ring in self.rings)
        ring = Ring(agent, call)
        self.rings.append(ring)
        behaviour = self._by_agent.get(f"_{agent}") or self._in_order[min(len(self.rings), len(self._in_order)) - 1]
        if callable(behaviour):
            behaviour = rejects(0) if in_use else behaviour()
        call.ring()
        if behaviour.answer_after is not None:
            await asyncio.sleep(behaviour.answer_after)
            if call.ended.is_set():
                return
            call.answer()
            if behaviour.talk is not None:
                await asyncio.sleep(behaviour.talk)
                if behaviour.transfer and not call.ended.is_set():
                    await call.transfer(behaviour.transfer)
                await call.hang_up()
        elif behaviour.reject_after is not None:
            await asyncio.sleep(behaviour.reject_after)
            if not call.ended.is_set():
                ring.rejected = True
                call.reject()
