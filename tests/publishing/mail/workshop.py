"""Issued reports without a kernel, and the messages that are made of them."""

import email
import hashlib
from dataclasses import replace
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from salo_plan.plan.reading import read_plan
from salo_plan.publishing.desk import publishing_desk
from salo_plan.publishing.ledger import Delivery, Entry
from salo_plan.publishing.mail.outbox import Outbox
from salo_plan.publishing.mail.sending import Sent, send_issues
from salo_plan.publishing.manifest import write_json
from salo_plan.reports.public.report import AnyReport, PublicGoal, PublicReport, PublicRow
from salo_plan.reports.report import Fact, Report, Section, Table
from tests.reports.sample_report import REPORT

PLAN = read_plan()
SENDER = "raportit@example.org"
PAGE = "<!doctype html><title>Kuukausiseuranta</title><p>Pöytäkirja – 2 712</p>"
HEAD = "raportti;osoite;kieli\n"
PUBLIC = PublicReport(
    audience="public",
    month="2023-09",
    lang="fi",
    plan="salo_2023",
    kicker="Salon työllisyyden kuntakokeilu · Toimintasuunnitelma 2023",
    title="Työllisyyden tilanne syyskuussa 2023",
    example=False,
    result="Kuntakokeilussa oli syyskuun lopussa 2 775 asiakasta.",
    lead="Asiakkaista työttömänä oli 48,0 %.",
    rows=(
        PublicRow("clients", "Asiakkaita", 2775, "2\u00a0775", "hlö", "ok", "alle 2 900", "met",
                  "Tavoite saavutettu", "Asiakkaita oli 2 775.", ()),
        PublicRow("unemployed_share", "Työttömien osuus asiakkaista", 48.0, "48,0\u00a0%", "%",
                  "ok", "alle 60 %", "met", "Tavoite saavutettu", "Työttömiä oli 48,0 %.", ()),
    ),
    key_figures=("clients", "unemployed_share"),
    charts=(),
    goals=(
        PublicGoal(1, "Palveluprosessit tehostuvat", "Työttömiä oli 48,0 %.", "met",
                   "Tavoite saavutettu", ("unemployed_share",)),
        PublicGoal(2, "Monialainen työote vahvistuu", "TYPissä oli 163 asiakasta.", "missed",
                   "Tavoitetta ei saavutettu", ("typ_clients",)),
    ),
    goals_head="Tilanne syyskuussa 2023",
    about=("Luvut kuvaavat syyskuun lopun tilannetta.",),
    facts=(Fact("Julkaistaan", "26.10.2023"),),
    hidden=(),
    sources=(),
)  # fmt: skip
CORRECTIONS = Section(
    id="corrections",
    title="Korjaukset",
    lead="",
    tables=(
        Table(
            "Mitä on korjattu",
            ("Mittari", "Kuukausi", "Oli", "On nyt", "Miksi"),
            (("TYPin asiakkaat", "9/2023", "163 as.", "166 as.", "Korjattu tiedosto saatiin."),),
            (False, False, True, True, False),
        ),
    ),
)
CORRECTED = replace(REPORT, sections=(CORRECTIONS, *REPORT.sections))


class Office:
    """A workspace with issued reports and a list of recipients."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.outputs = folder / "outputs"
        self.outputs.mkdir(parents=True, exist_ok=True)
        self.events: list[dict] = []

    def issue(
        self,
        report: AnyReport = REPORT,
        version: int = 1,
        pdf: bytes = b"",
        issued: str = "2023-10-26T05:00:00+00:00",
    ) -> Entry:
        """Lay an issued report into its place, as publishing does."""
        place = f"{report.month}/{report.audience}"
        place += "" if report.lang == "fi" else f"/{report.lang}"
        folder = self.outputs / place
        folder.mkdir(parents=True, exist_ok=True)
        write_json(folder / "report.json", report.as_json())
        (folder / "report.html").write_text(PAGE, encoding="utf-8")
        if pdf:
            (folder / "report.pdf").write_bytes(pdf)
        entry = Entry(
            *(0, report.audience, report.month, report.lang, version, f"key {version}", place),
            *("", False, issued),
        )
        sums = {
            path.name: hashlib.sha256(path.read_bytes()).hexdigest()
            for path in folder.iterdir()
            if path.name.startswith("report.")
        }
        told = {"audience": entry.audience, "month": entry.month, "lang": entry.lang}
        write_json(
            folder / "manifest.json",
            {**told, "version": version, "inputs_key": entry.inputs_key, "issued": issued,
             "outputs": sums},
        )  # fmt: skip
        with publishing_desk(self.folder) as desk:
            known = desk.ledger.newest(entry.audience, entry.month, entry.lang)
            if known and known.version == version:
                return known
            begun = desk.ledger.begin(entry)
            desk.ledger.finish(begun)
            return begun

    def recipients(self, *rows: str) -> "Office":
        """Write the list: `ohjausryhmä;a@example.org;fi`."""
        text = HEAD + "".join(f"{row}\n" for row in rows)
        (self.folder / "vastaanottajat.csv").write_text(text, encoding="utf-8")
        return self

    def send(self, transport=None, sender: str = SENDER) -> Sent:
        """Send what is waiting, into the outbox unless told otherwise."""
        self.events = []
        with publishing_desk(self.folder) as desk:
            way = transport or Outbox(desk.outputs)
            return send_issues(desk, self.folder, PLAN, self.events.append, way, sender)

    def told(self, name: str) -> list[dict]:
        return [event for event in self.events if event["event"] == name]

    @property
    def outbox(self) -> dict[str, bytes]:
        """The files of the outbox, also hidden ones."""
        folder = self.outputs / "outbox"
        return {p.name: p.read_bytes() for p in sorted(folder.iterdir())} if folder.is_dir() else {}

    @property
    def messages(self) -> list[EmailMessage]:
        return [parsed(content) for content in self.outbox.values()]

    def deliveries(self, entry: Entry) -> dict[str, Delivery]:
        with publishing_desk(self.folder) as desk:
            return desk.ledger.deliveries(entry.id)


def parsed(content: bytes) -> EmailMessage:
    return email.message_from_bytes(content, policy=SMTP)


def html_of(message: EmailMessage) -> str:
    return message.get_body(("html",)).get_content()


def text_of(message: EmailMessage) -> str:
    return message.get_body(("plain",)).get_content()


def attached(message: EmailMessage) -> dict[str, EmailMessage]:
    return {part.get_filename(): part for part in message.iter_attachments()}


def message_of(report: Report | PublicReport, folder: Path, version: int = 1) -> EmailMessage:
    """Issue one report, send it to one recipient and read the message back."""
    office = Office(folder)
    for number in range(1, version + 1):
        office.issue(report, number)
    office.recipients(f"{report.audience};lukija@example.org;fi").send()
    (message,) = office.messages
    return message
