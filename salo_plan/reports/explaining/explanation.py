"""An explanation as plain data: titled parts in order, each a few lines."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """One titled part of an explanation; each line is a sentence or two."""

    id: str
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """How one indicator's figure of a month came about, part by part in reading order."""

    id: str
    month: str
    title: str
    parts: tuple[Part, ...]

    @property
    def text(self) -> str:
        """The whole explanation as plain text: a title, then its lines, with a line between."""
        blocks = (f"{part.title}\n" + "\n".join(part.lines) for part in self.parts)
        return "\n\n".join((self.title, *blocks))


def part(name: str, title: str, *lines: str) -> tuple[Part, ...]:
    """Make a part of the lines that say something; nothing when none does."""
    told = tuple(line for line in lines if line)
    return (Part(name, title, told),) if told else ()
