"""One module a group of extracts: schemas, names and checks across rows."""

from salo_plan.extracts.datasets.actions import ACTIONS, DELIVERIES
from salo_plan.extracts.datasets.clients import CLIENTS, COACHES, SEARCH_DURATION
from salo_plan.extracts.datasets.encounters import EVENTS, FEEDBACK, INFO_SESSIONS, POSTS
from salo_plan.extracts.datasets.given import GIVEN
from salo_plan.extracts.datasets.money import INVOICES, OPEN_DATA
from salo_plan.extracts.datasets.new_jobseekers import NEW_JOBSEEKERS
from salo_plan.extracts.datasets.recipients import RECIPIENTS
from salo_plan.extracts.datasets.register import REGISTER
from salo_plan.extracts.datasets.service_process import DISCUSSIONS, FIRST_CONTACTS, PLANS
from salo_plan.extracts.datasets.services import (
    ACTIVATION,
    ACTIVATION_PLANS,
    OHJAAMO,
    SERVICES_DATA,
    TYP,
)

DATASETS = (
    CLIENTS,
    SEARCH_DURATION,
    COACHES,
    DISCUSSIONS,
    FIRST_CONTACTS,
    PLANS,
    ACTIVATION,
    SERVICES_DATA,
    TYP,
    OHJAAMO,
    INVOICES,
    OPEN_DATA,
    ACTIVATION_PLANS,
    FEEDBACK,
    EVENTS,
    POSTS,
    INFO_SESSIONS,
    ACTIONS,
    GIVEN,
    REGISTER,
    DELIVERIES,
    NEW_JOBSEEKERS,
    RECIPIENTS,
)
