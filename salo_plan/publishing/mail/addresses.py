"""E-mail addresses: which are sound, how they are compared, and how they are kept out of sight."""

import hashlib
import re
from email.headerregistry import Address

HASH_LETTERS = 12
_ANYWHERE = re.compile(r"<?[^\s<>\"',;:]+@[^\s<>\"',;]+>?")


def is_address(text: str) -> bool:
    """Tell whether a text is one plain address that any mail server can carry."""
    if not text.isascii() or not text.isprintable() or re.search(r"[\s,;<>()\"]", text):
        return False
    try:
        found = Address(addr_spec=text)
    except Exception:  # the parser of the standard library raises many kinds, also IndexError
        return False
    return bool(found.username) and "." in found.domain


def address_key(address: str) -> str:
    """Return what the same address written with other letters shares with it."""
    return address.casefold()


def address_hash(address: str) -> str:
    """Return a short name for an address, for file names and logs."""
    return hashlib.sha256(address_key(address).encode()).hexdigest()[:HASH_LETTERS]


def without_addresses(text: str) -> str:
    """Take addresses out of a text, such as a mail server's answer."""
    return _ANYWHERE.sub("(address)", text)
