"""What tells Finnish from English in the program's messages."""

import re
from functools import cache

from tests.test_messages import entries

# What a reader meets as it is: names of files and columns, and what a cell holds.
NAMES = re.compile(r"\S*(?:/|\.(?:csv|xlsx?|ods|json|md|xml|toml))\S*|”[^”]*”|\w*_\w*")


def words(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]{2,}", text.lower()))


@cache
def english_words() -> frozenset[str]:
    """The words that the messages have in English and never in Finnish."""
    ours, theirs = set(), set()
    for entry in entries():
        for message in [entry.id] if isinstance(entry.id, str) else entry.id:
            ours |= words(re.sub(r"{[^}]*}", " ", message))
        for message in [entry.string] if isinstance(entry.string, str) else entry.string:
            theirs |= words(re.sub(r"{[^}]*}", " ", message))
    return frozenset(ours - theirs)


def english_in(text: str) -> set[str]:
    """The English words of a text in Finnish, apart from names."""
    return words(NAMES.sub(" ", text)) & english_words()
