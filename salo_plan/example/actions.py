"""Dataset 15 of the example: how the plan's activities and milestones stand, with a next step.

What is done and who is responsible come from the plan file; only the states are made up. The
list keeps the earlier updates, so that a report of the spring tells what was known in the spring.
"""

from collections.abc import Iterator
from datetime import date

from salo_plan.example.files import WINDOWS, MadeFile, Row, csv_file, headers
from salo_plan.extracts.datasets.actions import ACTION_STATES, ACTIONS
from salo_plan.plan.model import Plan
from salo_plan.plan.reading import read_plan

ACTIONS_FILE = "toimenpiteet.csv"
OVERDUE = "development_day"
"""The milestone of May 2023 that is still going on."""

_NOT_BEGUN, _GOING_ON, _DONE, _ = ACTION_STATES
_YEAR_END = date(2023, 12, 31)
_TRIAL_END = date(2024, 12, 31)
_LAST_LOOK = date(2023, 12, 15)
_USUAL_OWNER = "koordinaattori"

# What was written down in the spring and at the end of the summer, and until when it should last.
_SPRING, _SPRING_DUE = date(2023, 4, 19), date(2023, 8, 31)
_AUTUMN, _AUTUMN_DUE = date(2023, 8, 30), _YEAR_END
_SPRING_STEPS = {
    "contact_new_jobseekers": "Ajat jaetaan tiimeissä kahdesti viikossa.",
    "hold_job_search_info_sessions": "Syksyn ajat varataan toukokuussa.",
    "make_plans": "Puuttuvista suunnitelmista tehdään lista tiimeille.",
    "initial_interview_visit_share": "Ajanvarauksen oletukseksi vaihdetaan käynti.",
    "refer_clients_to_typ": "Ehdokkaista sovitaan tiimeittäin toukokuussa.",
    "strengthen_ohjaamo": "Kesän kutsut lähtevät toukokuussa.",
    "guide_clients_to_services": "Kevään vapaat paikat käydään läpi viikoittain.",
    "watch_activation_plan_length": "Yli kolmen kuukauden ikäiset suunnitelmat listataan.",
    "work_through_support_list": "Lista käydään läpi kerran kuussa.",
    "discuss_feedback_in_teams": "Palaute otetaan tiimipalaverin asialistalle.",
    "guide_clients_to_education": "Koulutusinfo pidetään ennen kesän hakua.",
    "market_to_employers": "Kesätyönantajille kerrotaan palkkatuesta.",
    "organise_events": "Syksyn tapahtumat sovitaan kesäkuussa.",
    "communicate_by_plan": "Julkaisuvuorot jaetaan viikoittain.",
    "team_caseloads": "Yksi tiimi ylittää rajansa, ja siihen haetaan omavalmentajaa.",
    "client_flow": "Kuntouttavaan työtoimintaan odotetaan noin kaksi viikkoa.",
}
_AUTUMN_STEPS = {
    "contact_new_jobseekers": "Kesän sijaisuuksien kokemukset käydään läpi tiimeissä.",
    "hold_job_search_info_sessions": "Mainos lisätään syksyn kutsukirjeisiin.",
    "services_for_ukrainians": "Ensimmäinen ukrainankielinen ryhmäinfo pidetään lokakuussa.",
    "make_plans": "Vanhentuvista suunnitelmista lista tiimeille joka kuun alussa.",
    "initial_interview_visit_share": "Käynti on ajanvarauksen oletus kaikissa tiimeissä.",
    "refer_clients_to_typ": "Jokainen tiimi nimeää kolme ehdokasta lokakuun loppuun mennessä.",
    "strengthen_ohjaamo": "Syksyn tapahtumasta sovitaan verkoston kanssa.",
    "steering_group_update": "Tilanne käydään läpi jokaisessa kokouksessa.",
    "update_needs_and_plans": "Päivitys lisätään keskustelun muistilistaan.",
    "guide_clients_to_services": "Syksyn paikat täytetään pitkään työttömistä alkaen.",
    "watch_activation_plan_length": "Yli kolmen kuukauden ikäiset suunnitelmat uusitaan syksyllä.",
    "work_through_support_list": "Lista käydään läpi kahden viikon välein.",
    "activation_long_term": "Palvelutarve kartoitetaan ensin yli kaksi vuotta työttömänä olleilta.",
    "network_development": "Ensimmäinen verkostoanalyysi on käynnissä.",
    "discuss_feedback_in_teams": "Palaute on tiimipalaverin vakiokohta.",
    "guide_clients_to_education": "Syksyn koulutuspaikoista kerrotaan jokaisessa keskustelussa.",
    "in_education": "Kesällä keskeyttäneet kutsutaan keskusteluun.",
    "clarify_recognition_process": "Ohje kirjoitetaan syyskuussa.",
    "market_to_employers": "Uusista palkkatuen ehdoista tehdään yrityksille tiedote.",
    "guide_clients_to_wage_subsidy": "Uudet ehdot täyttävät asiakkaat kootaan listaksi.",
    "organise_events": "Syksyn tapahtumista yksi pidetään kauppakeskuksessa.",
    "communicate_by_plan": "Julkaisuille nimetään varahenkilö.",
    "team_caseloads": "Kevään ylitys on purettu uuden omavalmentajan avulla.",
    "client_flow": "Kuntouttavaan työtoimintaan odotetaan noin kolme viikkoa.",
    "te2024_preparation": "Kaupunkien yhteinen suunnittelu alkaa lokakuussa.",
}

# Everything is going on until the trial's end but for what the tables below say.
_NEXT_STEPS = {
    "contact_new_jobseekers": (
        "Ajat jaetaan tiimeissä joka aamu, heinäkuulle sovitaan varahenkilöt."
    ),
    "contact_transferred_clients": "Yhteystietokirje lähtee nyt samana päivänä.",
    "hold_job_search_info_sessions": (
        "Kevään 2024 ajat on varattu, mainos kaikkiin kutsukirjeisiin."
    ),
    "services_for_ukrainians": "Toinen ukrainankielinen ryhmäinfo tammikuussa.",
    "integration_cooperation": "Yhteinen työpaja oppilaitosten kanssa helmikuussa.",
    "esr_project_cooperation": "Odottaa hankkeen rahoituspäätöstä.",
    "make_plans": "Vanhentuvista suunnitelmista lista tiimeille joka kuun alussa.",
    "reach_uma_contact_level": "Täydentäviin keskusteluihin lisätään puhelinaikoja.",
    "refer_clients_to_typ": "Jokainen tiimi käy ehdokkaat läpi kerran kuussa.",
    "strengthen_ohjaamo": "Ajanvaraukset avataan myös iltapäiville.",
    "ohjaamo_social_media": "Oma kanava avattu, julkaisut kaksi kertaa viikossa.",
    "connect_social_and_health_services": "Varhan kanssa sovitaan yhteyshenkilöt tiimeittäin.",
    "rehabilitative_work_cooperation": "Asiakaspalautteen kysely tehdään tammikuussa.",
    "steering_group_update": "Tilanne käytiin läpi jokaisessa kokouksessa.",
    "social_work_meetings": "Palaveri joka toinen kuukausi, seuraava tammikuussa.",
    "update_needs_and_plans": "Päivitys kuuluu jokaiseen työnhakukeskusteluun.",
    "guide_clients_to_services": "Pitkään työttömänä olleet kutsutaan ensin.",
    "induct_new_staff": "Perehdytys pidettiin toukokuussa aloittaneelle omavalmentajalle.",
    "regular_cooperation_with_providers": "Palveluntuottajien tapaaminen kerran neljänneksessä.",
    "ensure_sufficient_services": "Kesän vähäisistä palveluista keskustellaan ELYn kanssa.",
    "use_coaching_better": "Velvoittavat kutsut otetaan käyttöön kaikissa tiimeissä.",
    "watch_activation_plan_length": (
        "Yli kolmen kuukauden ikäiset suunnitelmat tarkistetaan kuukausittain."
    ),
    "work_through_support_list": "Lista käydään läpi kahden viikon välein.",
    "co_design": "Seuraava yhteinen työpaja helmikuussa.",
    "analyses_for_development": "Analyysi palveluun pääsyn ajoista valmistuu tammikuussa.",
    "measure_satisfaction": "Kysely lähtee jokaisen tapaamisen jälkeen.",
    "discuss_feedback_in_teams": "Palaute on tiimipalaverin vakiokohta.",
    "guide_clients_to_education": "Koulutusinfo ennen kevään yhteishakua.",
    "study_education_needs": "Kooste koulutustarpeista TE-2024-ryhmälle maaliskuussa.",
    "recognise_more_learning": "Kaksi uutta työpajaa mukaan keväällä.",
    "clarify_recognition_process": "Ohje on omavalmentajien käytössä.",
    "market_to_employers": "Uusista palkkatuen ehdoista kerrotaan yrityskäynneillä.",
    "guide_clients_to_wage_subsidy": "Uudet ehdot täyttävät asiakkaat kootaan listaksi.",
    "cooperation_with_employer_services": "Yhteinen rekrytointitapahtuma maaliskuussa.",
    "cooperation_with_kolmituote_and_pitko": "Sovitaan paikoista kevätkaudelle.",
    "cooperate_with_employers": "Yrityskäynnit jatkuvat, kohteet sovitaan kuukausittain.",
    "talk_with_employers": "Tutustuminen kolmeen yritykseen tammikuussa.",
    "offer_suitable_candidates": "Ehdokkaat käydään läpi viikkopalaverissa.",
    "organise_events": "Heinäkuulle suunnitellaan yksi tapahtuma vuodelle 2024.",
    "communicate_by_plan": "Loma-aikojen julkaisut ajastetaan etukäteen.",
    "development_day": "Päivä siirtyi, uusi ajankohta sovitaan henkilöstön kanssa.",
    "text_message_feedback": "Tekstiviesti lähtee tapaamisen jälkeen.",
    "new_te_digi": "Koulutus jatkuu, työtarjousten lähetys siirtyy uuteen järjestelmään.",
    "te2024_preparation": "Henkilöstön työpajat alkavat helmikuussa.",
    "wage_subsidy_reform": "Uudet ehdot on käyty läpi kaikissa tiimeissä.",
    "ukrainians_become_clients": "Siirto tehtiin maaliskuussa.",
    "possible_esr_project": "Rahoituspäätöstä ei ole saatu.",
    "te_digi_introduction": "Tukihenkilö jokaisessa tiimissä.",
    "team_caseloads": "Kevään ylitys purettiin uudella omavalmentajalla toukokuussa.",
    "client_flow": "Kuntouttavaan työtoimintaan odotettiin syksyllä noin kolme viikkoa.",
    "network_development": "Ensimmäinen verkostoanalyysi on tehty, toinen alkaa tammikuussa.",
    "service_tailoring": "Kielitaitoa tukevasta valmennuksesta neuvotellaan.",
    "typ_clients": "Ehdokkaat haetaan työmarkkinatukilistalta.",
    "activation_long_term": "Palvelutarve kartoitetaan kaikilta yli vuoden työttömänä olleilta.",
    "in_education": "Kesän notkoa tasoitetaan kesäopinnoilla.",
    "wage_subsidy_under_30": "Nuorille haetaan paikkoja yrityksistä.",
}
# Due day and the day the coordinator wrote it down as done.
_FINISHED = {
    "ohjaamo_social_media": (date(2023, 8, 31), date(2023, 8, 29)),
    "steering_group_update": (date(2023, 12, 31), date(2023, 12, 15)),
    "induct_new_staff": (date(2023, 6, 30), date(2023, 6, 21)),
    "measure_satisfaction": (date(2023, 4, 30), date(2023, 4, 27)),
    "clarify_recognition_process": (date(2023, 10, 31), date(2023, 10, 24)),
    "text_message_feedback": (date(2023, 4, 30), date(2023, 4, 13)),
    "wage_subsidy_reform": (date(2023, 7, 1), date(2023, 8, 16)),
    "ukrainians_become_clients": (date(2023, 3, 31), date(2023, 4, 4)),
}
_WAITING = frozenset({"esr_project_cooperation", "possible_esr_project"})
_DUE = {
    "study_education_needs": date(2024, 3, 31),
    "development_day": date(2023, 5, 31),
    "services_for_ukrainians": date(2024, 1, 31),
    "rehabilitative_work_cooperation": date(2024, 1, 31),
    "analyses_for_development": date(2024, 1, 31),
    "talk_with_employers": date(2024, 1, 31),
    "integration_cooperation": date(2024, 2, 29),
    "co_design": date(2024, 2, 29),
    "guide_clients_to_education": date(2024, 3, 31),
    "cooperation_with_employer_services": date(2024, 3, 31),
    "hold_job_search_info_sessions": date(2024, 5, 31),
    "recognise_more_learning": date(2024, 5, 31),
    "refer_clients_to_typ": date(2024, 6, 30),
    "typ_clients": date(2024, 6, 30),
    "organise_events": date(2024, 6, 30),
    "watch_activation_plan_length": _YEAR_END,
    "use_coaching_better": _YEAR_END,
    "new_te_digi": _YEAR_END,
}
_UPDATED = {
    "integration_cooperation": date(2023, 11, 22),
    "esr_project_cooperation": date(2023, 9, 14),
    "connect_social_and_health_services": date(2023, 10, 31),
    "rehabilitative_work_cooperation": date(2023, 11, 8),
    "social_work_meetings": date(2023, 11, 29),
    "regular_cooperation_with_providers": date(2023, 11, 15),
    "ensure_sufficient_services": date(2023, 10, 19),
    "use_coaching_better": date(2023, 11, 24),
    "co_design": date(2023, 10, 26),
    "analyses_for_development": date(2023, 11, 30),
    "study_education_needs": date(2023, 11, 17),
    "recognise_more_learning": date(2023, 11, 21),
    "cooperation_with_employer_services": date(2023, 11, 10),
    "cooperation_with_kolmituote_and_pitko": date(2023, 9, 27),
    "cooperate_with_employers": date(2023, 12, 5),
    "talk_with_employers": date(2023, 11, 14),
    "development_day": date(2023, 9, 20),
    "new_te_digi": date(2023, 11, 28),
    "possible_esr_project": date(2023, 9, 14),
    "te_digi_introduction": date(2023, 11, 28),
    "network_development": date(2023, 11, 30),
    "service_tailoring": date(2023, 10, 19),
}


def actions_file() -> MadeFile:
    """Write the coordinator's list of activities and milestones with the updates of the year."""
    return csv_file(ACTIONS_FILE, headers(ACTIONS), _rows(read_plan()), WINDOWS)


def _rows(plan: Plan) -> Iterator[Row]:
    entries = {name: (words, owners) for name, words, owners in _entries(plan)}
    for name in dict.fromkeys((*_NEXT_STEPS, *_SPRING_STEPS, *_AUTUMN_STEPS)):
        words, parties = entries[name]
        owner = ", ".join(plan.parties[party].name for party in parties) or _USUAL_OWNER
        first = (name, words.replace("\u00a0", " "), owner)
        if name in _SPRING_STEPS:
            yield (*first, _GOING_ON, _SPRING_DUE, _SPRING, _SPRING_STEPS[name])
        if name in _AUTUMN_STEPS:
            yield (*first, _GOING_ON, _AUTUMN_DUE, _AUTUMN, _AUTUMN_STEPS[name])
        if name in _NEXT_STEPS:
            yield (*first, *_standing(name), _NEXT_STEPS[name])


def _standing(name: str) -> tuple[str, date, date]:
    """Return the state, the due day and the day of the last update."""
    if name in _FINISHED:
        due, updated = _FINISHED[name]
        return _DONE, due, updated
    state = _NOT_BEGUN if name in _WAITING else _GOING_ON
    return state, _DUE.get(name, _TRIAL_END), _UPDATED.get(name, _LAST_LOOK)


def _entries(plan: Plan) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for goal in plan.goal:
        for activity in goal.activity:
            yield activity.id, activity.name or activity.text, activity.responsible
        for milestone in goal.milestone:
            yield milestone.id, milestone.name, milestone.responsible
        for indicator in goal.indicator:
            yield indicator.id, indicator.name, indicator.responsible
    for change in plan.other:
        yield change.id, change.name, change.responsible
