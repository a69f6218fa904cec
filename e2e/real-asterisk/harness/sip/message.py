"""SIP messages as text (RFC 3261), as far as a phone needs them."""

import hashlib
import random
import re

_ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789"


def token(length=10):
    """A random tag, branch or Call-ID."""
    return "".join(random.choices(_ALPHABET, k=length))


class Message:
    """A parsed request (`method`, `uri`) or response (`code`)."""

    def __init__(self, text):
        head, _, self.body = text.partition("\r\n\r\n")
        lines = head.split("\r\n")
        self.start = lines[0]
        self._headers = [(name.strip().lower(), value.strip()) for name, _, value in (line.partition(":") for line in lines[1:])]
        self.is_response = self.start.startswith("SIP/2.0")
        if self.is_response:
            self.code = int(self.start.split(" ", 2)[1])
        else:
            self.method, self.uri, _ = self.start.split(" ", 2)
        number, self.cseq_method = self.get("cseq").split()
        self.cseq = int(number)

    def get(self, name):
        return next((value for header, value in self._headers if header == name), "")

    def all(self, name):
        return [value for header, value in self._headers if header == name]

    @property
    def key(self):
        """The same for a retransmission of this request."""
        return self.get("call-id"), self.get("cseq"), self.get("via")


def build(start, headers, body=""):
    """A message with its length; headers are (name, value) pairs."""
    lines = [start, *(f"{name}: {value}" for name, value in headers), f"Content-Length: {len(body)}", "", body]
    return "\r\n".join(lines)


def tag_of(address):
    found = re.search(r";tag=([^;>\s]+)", address)
    return found.group(1) if found else None


def without_tag(address):
    return re.sub(r";tag=[^;>\s]+", "", address)


def uri_of(address):
    found = re.search(r"<([^>]+)>", address)
    return found.group(1) if found else address.split(";")[0].strip()


def digest(challenge, user, password, method, uri):
    """The Authorization header that answers a 401 (RFC 2617, MD5, qop=auth)."""
    header = challenge.get("www-authenticate")

    def parameter(name):
        found = re.search(name + r'="?([^",]+)', header)
        return found.group(1) if found else ""

    def md5(text):
        return hashlib.md5(text.encode()).hexdigest()

    realm, nonce, opaque, client_nonce = parameter("realm"), parameter("nonce"), parameter("opaque"), token()
    response = md5(f"{md5(f'{user}:{realm}:{password}')}:{nonce}:00000001:{client_nonce}:auth:{md5(f'{method}:{uri}')}")
    value = (f'Digest username="{user}",realm="{realm}",nonce="{nonce}",uri="{uri}",response="{response}",algorithm=MD5,'
             f'cnonce="{client_nonce}",qop=auth,nc=00000001' + (f',opaque="{opaque}"' if opaque else ""))
    return "Authorization", value
