"""The coordinator's comments of the example: words of the same story, figures filled in."""

from collections.abc import Iterator

from salo_plan.example.files import MadeFile

_COMMENTS = {
    "2022-11": """\
# Kommentit, marraskuu 2022

Kirjoitettu: 5.12.2022

## tavoite 1

Seuranta alkaa tästä kuusta: asiakkaita on 2 621 [clients]. Näihin lukuihin verrataan vuonna 2023.
""",
    "2023-05": """\
# Kommentit, toukokuu 2023

Kirjoitettu: 6.6.2023

## tavoite 1

Uusi omavalmentaja aloitti toukokuussa. Asiakkaita omavalmentajaa kohden on keskimäärin
{clients_per_coach}.

## team_caseloads

Kevään ylitys on purettu: yhdelläkään tiimillä ei ole enempää asiakkaita kuin on sovittu.

## client_flow

Palveluihin ei ole toukokuussa jonoja.

## tavoite 5

Kesän opintoihin ohjataan jo nyt, jotta heinäkuun notko jää viime vuotta pienemmäksi.
""",
    "2023-09": """\
# Kommentit, syyskuu 2023

Kirjoitettu: 5.10.2023

## tavoite 1

Työnhaku on pidentynyt koko vuoden, ja tavoiteraja tulee lähelle. Marraskuussa käydään läpi ne
asiakkaat, joiden työnhaku on kestänyt yli vuoden.

- Tiimit saavat listan lokakuun lopussa.
- Palvelutarve kartoitetaan **jokaiselta**.

## team_caseloads

Yksi tiimi on lähellä rajaansa, muut ovat alle. Uudet asiakkaat jaetaan nyt kahdelle tiimille.

## typ_clients

Asiakkaita on {typ_clients}. Ehdokkaat haetaan työmarkkinatukilistalta, ja jokainen tiimi käy omansa
läpi kerran kuussa.

## typ_local_targets

Paikalliset tavoitteet on sovittu TYPin johtoryhmässä. Seuraava arvio tehdään joulukuussa.

## client_flow

Kuntouttavaan työtoimintaan odotetaan noin kolme viikkoa. Muihin palveluihin pääsee heti.

## tavoite 3

Pitkään työttömänä olleiden aktivointi etenee hitaasti. *Kesän jälkeen* palveluissa on taas enemmän
paikkoja.

## network_development

Ensimmäinen verkostoanalyysi on valmis. Sen tulokset käydään läpi marraskuussa.

## service_tailoring

Kielitaitoa tukevasta valmennuksesta neuvotellaan kahden palveluntuottajan kanssa.

## tavoite 5

Omaehtoinen opiskelu kasvoi syyskuussa. Vuoden keskiarvo on {self_motivated_study}.

## tavoite 6

Palkkatuen uudet ehdot tulivat voimaan heinäkuussa. Vaikutus näkyy kokonaan vasta loppuvuonna.

## tavoite 7

Kesälomien sijaisuudet sovitaan ensi vuodelle jo keväällä.
""",
    "2023-12": """\
# Kommentit, joulukuu 2023

Kirjoitettu: 9.1.2024

## tavoite 3

Työmarkkinatuen kuntaosuus oli koko vuonna {labour_market_support_cost}. Kertymä oli
tasaisen kertymän yläpuolella koko vuoden, tammikuusta alkaen.

## client_flow

Kuntouttavaan työtoimintaan odotettiin syksyllä noin kolme viikkoa, joulukuussa enää viikon.

## tavoite 5

Opiskelijoita oli vuoden aikana keskimäärin {in_education}. Kesä painoi keskiarvoa.

## tavoite 6

Palkkatuki väheni loppuvuonna, kuten uudistuksen jälkeen odotettiin. Keväällä haetaan uusia
työpaikkoja yrityskäynneillä.
""",
}


def comment_files() -> Iterator[MadeFile]:
    """Write the comments of some months; a seed changes the figures in them, not the words."""
    for month, text in _COMMENTS.items():
        yield MadeFile(f"kommentit_{month}.md", text.encode())
