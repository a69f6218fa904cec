"""Passwords and the token key of one run: generated, readable by root alone, never the same twice."""

import secrets
import shutil

from . import settings
from .processes import run

NAMES = ["ari", "ami", "observer", "asterisk-db", "scc-db", *(f"sip-{agent}" for agent in settings.AGENTS)]


def generate():
    """Returns the passwords by name and writes the key pair that signs the tokens."""
    shutil.rmtree(settings.SECRETS, ignore_errors=True)
    settings.SECRETS.mkdir(parents=True, mode=0o700)
    private, public = settings.SECRETS / "token-key.pem", settings.SECRETS / "token-key.pub.pem"
    run(["openssl", "genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", private])
    run(["openssl", "pkey", "-in", private, "-pubout", "-out", public])
    return {name: secrets.token_urlsafe(18) for name in NAMES}
