"""How an indicator is spoken of where its figures are told in whole sentences."""

from salo_plan.plan.entry import Entry


class Speech(Entry):
    """Words that a sentence about an indicator needs; plain ones stand in where none is given.

    `subject` is a shorter `phrase` for titles (nominative singular), `rose` and `fell` are its
    verbs (`piteni`, `lyheni`), and `counted` is what its figures count in the nominative and
    genitive singular and after a number (`tapahtuma`, `tapahtuman`, `tapahtumaa`).
    """

    subject: str = ""
    rose: str = ""
    fell: str = ""
    counted: tuple[str, str, str] | None = None
