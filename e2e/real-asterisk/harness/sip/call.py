"""One dialog of a phone: an incoming or an outgoing call."""

import asyncio
import contextlib
import random
import re

from ..settings import PATIENCE
from .message import build, digest, tag_of, token, uri_of, without_tag


class Call:
    """`answered` and `ended` are events; `final` is the status that ended an outgoing INVITE."""

    def __init__(self, phone):
        self.phone = phone
        self.answered, self.ended = asyncio.Event(), asyncio.Event()
        self.end_reason = self.final = None
        self._cseq = random.randint(1, 500)
        self._replies = {}
        self._authorization = []
        self._media = None

    @classmethod
    def incoming(cls, phone, invite):
        call = cls(phone)
        call.invite = invite
        call.call_id, call.local_tag, call._remote_tag = invite.get("call-id"), token(), tag_of(invite.get("from"))
        call._local, call._remote = invite.get("to"), without_tag(invite.get("from"))
        call._target = uri_of(invite.get("contact"))
        return call

    @classmethod
    def outgoing(cls, phone, number, caller):
        call = cls(phone)
        call.call_id, call.local_tag, call._remote_tag = token(16), token(), None
        call._target = call._invite_uri = f"sip:{number}@{phone.pbx[0]}:{phone.pbx[1]}"
        call._local, call._remote = f"<sip:{caller}@{phone.ip}>", f"<{call._invite_uri}>"
        call._invite()
        return call

    def _invite(self):
        self._cseq += 1
        self._invite_cseq, self._invite_branch = self._cseq, "z9hG4bK" + token()
        self.phone.send(self._request("INVITE", self._invite_cseq, self._invite_branch, self.phone.sdp(), self._authorization))

    # -- what the one at the phone does

    def ring(self):
        self.phone.reply(self.invite, 180, "Ringing", self)

    def answer(self):
        self.answered.set()
        self.phone.reply(self.invite, 200, "OK", self, self.phone.sdp())

    def reject(self, code=486, reason="Busy Here"):
        self.phone.reply(self.invite, code, reason, self)
        self._end(f"rejected {code}")

    async def hang_up(self):
        if self.ended.is_set():
            return
        if not self.answered.is_set():
            self._cancel()
            return
        bye = self._ask("BYE")
        self._end("local bye")
        with contextlib.suppress(asyncio.TimeoutError):
            await bye

    def _cancel(self):
        """Gives up before anyone answered: the PBX ends the INVITE with 487."""
        self.phone.send(build(f"CANCEL {self._invite_uri} SIP/2.0", [
            ("Via", self.phone.via(self._invite_branch)), ("Max-Forwards", "70"),
            ("From", f"{self._local};tag={self.local_tag}"), ("To", self._remote), ("Call-ID", self.call_id),
            ("CSeq", f"{self._invite_cseq} CANCEL")]))

    async def hold(self, on=True):
        """Music for the other side, or the talk again (re-INVITE)."""
        answer = await self._ask("INVITE", self.phone.sdp("sendonly" if on else "sendrecv"))
        self._acknowledge(answer, "z9hG4bK" + token())
        return answer.code

    async def transfer(self, number, consulted=None):
        """REFER: the other side shall call `number`; with `consulted`, another call of this phone, it takes that one's place."""
        target = f"sip:{number}@{self.phone.pbx[0]}:{self.phone.pbx[1]}"
        if consulted:
            target += (f"?Replaces={consulted.call_id}%3Bto-tag%3D{consulted._remote_tag}"
                       f"%3Bfrom-tag%3D{consulted.local_tag}")
        answer = await self._ask("REFER", headers=[("Refer-To", f"<{target}>"),
                                                   ("Referred-By", f"<sip:{self.phone.name}@{self.phone.ip}>")])
        return answer.code

    async def press(self, keys):
        """DTMF as RFC 4733 events in the media stream."""
        await self.phone.press(keys, self._media)

    async def speak(self, seconds):
        """A tone into the media stream."""
        await self.phone.speak(seconds, self._media)

    def _ask(self, method, body="", headers=()):
        """Sends a request inside the dialog; gives its final response."""
        self._cseq += 1
        reply = self._replies[self._cseq] = asyncio.get_running_loop().create_future()
        self.phone.send(self._request(method, self._cseq, "z9hG4bK" + token(), body, headers))
        return asyncio.wait_for(reply, PATIENCE)

    # -- what comes from the PBX

    def on_request(self, message):
        if message.method == "INVITE":
            self.phone.reply(message, 200, "OK", self, self.phone.sdp())
        elif message.method == "BYE":
            self.phone.reply(message, 200, "OK", self)
            self._end("remote bye")
        elif message.method == "CANCEL":
            self.phone.reply(message, 200, "OK", self)
            if not self.answered.is_set() and not self.ended.is_set():
                self.phone.reply(self.invite, 487, "Request Terminated", self)
                self._end("cancelled")
        elif message.method != "ACK":
            self.phone.reply(message, 200, "OK", self, self.phone.sdp() if message.body else "")

    def on_response(self, message):
        if message.body:
            self._media = _media_of(message.body)
        if message.code < 200:
            return
        if message.cseq_method != "INVITE" or message.cseq in self._replies:
            reply = self._replies.pop(message.cseq, None)
            if reply and not reply.done():
                reply.set_result(message)
            return
        if message.cseq != self._invite_cseq:
            return                                                             # a retransmission
        if message.code < 300:
            self._remote_tag, self._target = tag_of(message.get("to")), uri_of(message.get("contact"))
            self._acknowledge(message, "z9hG4bK" + token())
            self.final = message.code
            self.answered.set()
            return
        self._acknowledge(message, self._invite_branch)
        if message.code == 401 and not self._authorization:
            self._authorization = [digest(message, self.phone.name, self.phone.password, "INVITE", self._invite_uri)]
            self._invite()
        else:
            self.final = message.code
            self._end(f"final {message.code}")

    def _acknowledge(self, response, branch):
        self.phone.send(build(f"ACK {self._target} SIP/2.0", [
            ("Via", self.phone.via(branch)), ("Max-Forwards", "70"), ("From", f"{self._local};tag={self.local_tag}"),
            ("To", response.get("to")), ("Call-ID", self.call_id), ("CSeq", f"{response.cseq} ACK")]))

    def _request(self, method, cseq, branch, body="", extra=()):
        headers = [
            ("Via", self.phone.via(branch)), ("Max-Forwards", "70"), ("From", f"{self._local};tag={self.local_tag}"),
            ("To", self._remote + (f";tag={self._remote_tag}" if self._remote_tag else "")), ("Call-ID", self.call_id),
            ("CSeq", f"{cseq} {method}"), ("Contact", self.phone.contact), *extra]
        if body:
            headers.append(("Content-Type", "application/sdp"))
        return build(f"{method} {self._target} SIP/2.0", headers, body)

    def _end(self, reason):
        if not self.ended.is_set():
            self.end_reason = reason
            self.ended.set()
            self.phone.log(f"call ended: {reason}")


def _media_of(sdp):
    """Where the other side wants its media: (address, port)."""
    address, port = re.search(r"c=IN IP4 (\S+)", sdp), re.search(r"m=audio (\d+)", sdp)
    return (address.group(1), int(port.group(1))) if address and port else None
