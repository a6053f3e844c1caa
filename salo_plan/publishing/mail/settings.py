"""What sending needs to know of the place: the mail server, the sender, the operator.

All of it comes from the environment or from one file that only its owner can read; nothing of it
is ever written anywhere.
"""

import os
import stat
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, cast, get_args

from salo_plan.errors import CallError, system_reason, unknown_name
from salo_plan.publishing.mail.addresses import is_address
from salo_plan.told import Told

Tls = Literal["starttls", "tls", "none"]
PREFIX = "SALO_PLAN_SMTP_"
NAMES = ("host", "port", "user", "password", "from", "tls")
FILE = f"{PREFIX}FILE"
OPERATOR = "SALO_PLAN_OPERATOR"
# A name that no mail server has (RFC 2606): the outbox is then sent from somebody's own address.
NO_SENDER = "no-reply@salo-plan.invalid"

_PORTS: dict[Tls, int] = {"starttls": 587, "tls": 465, "none": 25}
_LOCAL = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class SmtpSettings:
    """The mail server; the password is not in its repr."""

    host: str
    port: int
    tls: Tls
    sender: str
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class MailSettings:
    """How mail leaves: by a server, or into the outbox when there is none."""

    smtp: SmtpSettings | None
    sender: str
    operator: str


def read_settings(environment: Mapping[str, str]) -> MailSettings:
    """Read the settings; a variable of the environment wins over the file.

    Raises CallError, never with a secret in it.
    """
    place = environment.get(FILE, "")
    given = _from_file(Path(place)) if place else {}
    for name in NAMES:
        if value := environment.get(PREFIX + name.upper(), ""):
            given[name] = value
    sender = given.get("from", NO_SENDER)
    operator = environment.get(OPERATOR, "")
    for variable, address in ((f"{PREFIX}FROM", sender), (OPERATOR, operator)):
        if address and not is_address(address):
            raise CallError(Told("{variable} is not an e-mail address.", variable=variable))
    if stray := sorted(set(given) - {"host", "from"}) if "host" not in given else []:
        raise CallError(
            Told(
                "{prefix}{name} is given, but {prefix}HOST is not.",
                prefix=PREFIX,
                name=stray[0].upper(),
            )
        )
    return MailSettings(_smtp(given) if "host" in given else None, sender, operator)


def _smtp(given: Mapping[str, str]) -> SmtpSettings:
    tls = given.get("tls", "starttls")
    if tls not in get_args(Tls):
        hint = unknown_name(Told("way of TLS"), tls, get_args(Tls))
        raise CallError(Told("{prefix}TLS: {hint}", prefix=PREFIX, hint=hint))
    known = cast(Tls, tls)
    if known == "none" and given["host"] not in _LOCAL:
        raise CallError(
            Told("{prefix}TLS is none, which is only for a server on this machine.", prefix=PREFIX)
        )
    if "from" not in given:
        raise CallError(
            Told(
                "{prefix}FROM is missing: a mail server needs the sender's address.", prefix=PREFIX
            )
        )
    if ("user" in given) != ("password" in given):
        raise CallError(
            Told(
                "{prefix}USER and {prefix}PASSWORD go together; one of them is missing.",
                prefix=PREFIX,
            )
        )
    if not (given.get("user", "") + given.get("password", "")).isascii():
        raise CallError(
            Told(
                "{prefix}USER or {prefix}PASSWORD has letters that SMTP cannot carry.",
                prefix=PREFIX,
            )
        )
    return SmtpSettings(
        host=given["host"],
        port=_port(given["port"]) if "port" in given else _PORTS[known],
        tls=known,
        sender=given["from"],
        user=given.get("user", ""),
        password=given.get("password", ""),
    )


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 < int(text) < 65536:
        raise CallError(Told("{prefix}PORT is not a port number.", prefix=PREFIX))
    return int(text)


def _from_file(path: Path) -> dict[str, str]:
    """Read `host = "..."` and the others from a file that nobody else can read."""
    try:
        with path.open("rb") as file:
            mode = stat.S_IMODE(os.fstat(file.fileno()).st_mode)
            if os.name == "posix" and mode & 0o077:
                raise CallError(
                    Told(
                        "{file} can be read or changed by others than its owner. Give it the mode "
                        "0600 (chmod 600).",
                        file=FILE,
                    )
                )
            found = tomllib.load(file)
    except OSError as error:
        raise CallError(
            Told("{file} cannot be read: {error}.", file=FILE, error=system_reason(error))
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        # The parser's own message may quote the password.
        raise CallError(
            Told('{file} is not TOML: write it as host = "mail.example.org".', file=FILE)
        ) from None
    for name in found:
        if name not in NAMES:
            hint = unknown_name(Told("setting"), name, NAMES)
            raise CallError(Told("{file}: {hint}", file=FILE, hint=hint))
    return {name: str(value) for name, value in found.items()}
