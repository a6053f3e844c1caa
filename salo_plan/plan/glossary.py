"""A term of the glossary (sanaston termi): our own words about the plan's, not the plan's text."""

from salo_plan.plan.entry import Entry


class Term(Entry):
    """A term that readers meet, explained in one plain sentence.

    It is shown when the page shows one of its `indicators`, or when the term itself or one of the
    `words` (other spellings and inflected stems) stands on the page.
    """

    term: str
    text: str
    indicators: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
