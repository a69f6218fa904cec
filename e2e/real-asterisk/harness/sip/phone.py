"""A phone on a loopback address of its own: an operator's, or the provider's side of the trunk."""

import asyncio
import random
import time

from ..settings import PATIENCE
from .call import Call
from .keypad import Keypad
from .message import Message, build, digest, tag_of, token


class Phone(asyncio.DatagramProtocol):
    """`on_call` is awaited with each incoming Call; without it the phone is temporarily unavailable."""

    def __init__(self, name, ip, pbx, log, password=None):
        self.name, self.ip, self.pbx, self.password, self._log = name, ip, pbx, password, log
        self.on_call = None
        self._keypad = Keypad()
        self._calls, self._answers, self._replies = {}, {}, {}

    async def open(self):
        loop = asyncio.get_running_loop()
        self._transport, _ = await loop.create_datagram_endpoint(lambda: self, local_addr=(self.ip, self.pbx[1]))
        self._media, _ = await loop.create_datagram_endpoint(asyncio.DatagramProtocol, local_addr=(self.ip, 0))
        return self

    def close(self):
        self._transport.close()
        self._media.close()

    @property
    def contact(self):
        return f"<sip:{self.name}@{self.ip}:{self.pbx[1]}>"

    def via(self, branch):
        return f"SIP/2.0/UDP {self.ip}:{self.pbx[1]};branch={branch}"

    def sdp(self, direction="sendrecv"):
        port = self._media.get_extra_info("sockname")[1]
        return "\r\n".join([
            "v=0", f"o=- {random.randint(1, 99999)} 1 IN IP4 {self.ip}", "s=-", f"c=IN IP4 {self.ip}", "t=0 0",
            f"m=audio {port} RTP/AVP 0 101", "a=rtpmap:0 PCMU/8000", "a=rtpmap:101 telephone-event/8000", "a=fmtp:101 0-15",
            f"a={direction}", ""])

    def log(self, text):
        self._log.write(f"{time.time():.3f} {self.name:12s} {text}\n")
        self._log.flush()

    def send(self, text):
        self.log("> " + text.split("\r\n", 1)[0])
        self._transport.sendto(text.encode(), self.pbx)

    def call(self, number, caller):
        call = Call.outgoing(self, number, caller)
        self._calls[call.call_id] = call
        return call

    async def press(self, keys, address):
        await self._keypad.press(keys, self._media, address)

    async def speak(self, seconds, address):
        await self._keypad.speak(seconds, self._media, address)

    async def register(self, expires=3600):
        domain, call_id, tag = f"sip:{self.pbx[0]}", token(16), token()
        address, authorization = f"<sip:{self.name}@{self.pbx[0]}>", []
        for attempt in (1, 2):
            reply = self._replies[(call_id, attempt)] = asyncio.get_running_loop().create_future()
            self.send(build(f"REGISTER {domain} SIP/2.0", [
                ("Via", self.via("z9hG4bK" + token())), ("Max-Forwards", "70"), ("From", f"{address};tag={tag}"),
                ("To", address), ("Call-ID", call_id), ("CSeq", f"{attempt} REGISTER"), ("Contact", self.contact),
                ("Expires", str(expires)), *authorization]))
            answer = await asyncio.wait_for(reply, PATIENCE)
            if answer.code == 200:
                return
            authorization = [digest(answer, self.name, self.password, "REGISTER", domain)]
        raise RuntimeError(f"REGISTER of {self.name} got {answer.code}")

    def reply(self, request, code, reason, call=None, body=""):
        to = request.get("to")
        if call and not tag_of(to):
            to += f";tag={call.local_tag}"
        headers = [("Via", via) for via in request.all("via")] + [
            ("From", request.get("from")), ("To", to), ("Call-ID", request.get("call-id")), ("CSeq", request.get("cseq")),
            ("Contact", self.contact), ("Allow", "INVITE,ACK,BYE,CANCEL,OPTIONS,NOTIFY,REFER,UPDATE")]
        if body:
            headers.append(("Content-Type", "application/sdp"))
        text = build(f"SIP/2.0 {code} {reason}", headers, body)
        self._answers[request.key] = text
        self.send(text)

    # -- asyncio.DatagramProtocol

    def datagram_received(self, data, addr):
        if not data.strip():
            return                                                             # a keep-alive
        message = Message(data.decode("utf-8", "replace"))
        self.log(f"< {message.start}  {message.get('cseq')}")
        (self._response if message.is_response else self._request)(message)

    def _request(self, message):
        if message.method not in ("ACK", "CANCEL") and message.key in self._answers:
            self.send(self._answers[message.key])                              # a retransmission
            return
        call = self._calls.get(message.get("call-id"))
        if call:
            call.on_request(message)
        elif message.method == "INVITE":
            self._incoming(message)
        elif message.method != "ACK":
            self.reply(message, 200 if message.method in ("OPTIONS", "NOTIFY") else 481, "OK")

    def _incoming(self, invite):
        call = self._calls[invite.get("call-id")] = Call.incoming(self, invite)
        if self.on_call:
            asyncio.ensure_future(self.on_call(call))
        else:
            call.reject(480, "Temporarily Unavailable")

    def _response(self, message):
        call = self._calls.get(message.get("call-id"))
        if call:
            call.on_response(message)
        elif message.code >= 200:
            reply = self._replies.pop((message.get("call-id"), message.cseq), None)
            if reply and not reply.done():
                reply.set_result(message)
