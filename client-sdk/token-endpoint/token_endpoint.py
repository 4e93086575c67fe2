"""A token endpoint for Courtside in Python, standard library only: a WSGI application.

The secret is the one that `courtside tenant add` printed; keep it on the server.
Try the signing by itself:  python3 token_endpoint.py SECRET-FILE ISSUER SUBJECT [NAME]
"""

import base64
import hashlib
import hmac
import json
import sys
import time


def encoded(data: bytes) -> bytes:
    return base64.urlsafe_b64encode(data).rstrip(b"=")


def sign_token(secret: bytes, issuer: str, subject: str, name: str = "", audience: str = "courtside") -> str:
    """A token for one signed-in person, for ten minutes."""
    now = int(time.time())
    claims = {"iss": issuer, "sub": subject, "aud": audience, "iat": now, "exp": now + 600}
    if name:
        claims["name"] = name
    header = {"alg": "HS256", "typ": "JWT"}
    signed = b".".join(encoded(json.dumps(part).encode()) for part in (header, claims))
    return (signed + b"." + encoded(hmac.new(secret, signed, hashlib.sha256).digest())).decode()


def endpoint(secret: bytes, issuer: str, signed_in):
    """The WSGI application. `signed_in(environ)` is your own sign-in: (subject, name), or None."""

    def application(environ, start_response):
        person = signed_in(environ) if environ["REQUEST_METHOD"] == "POST" else None
        if person is None:
            start_response("401 Unauthorized", [("Content-Type", "text/plain"), ("Cache-Control", "no-store")])
            return [b"Sign in first.\n"]
        start_response("200 OK", [("Content-Type", "text/plain"), ("Cache-Control", "no-store")])
        return [sign_token(secret, issuer, *person).encode()]

    return application


if __name__ == "__main__":
    if len(sys.argv) not in (4, 5):
        sys.exit(__doc__)
    with open(sys.argv[1], "rb") as file:
        print(sign_token(file.read().strip(), *sys.argv[2:]))
