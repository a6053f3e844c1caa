"""The calculations that indicators are made of; no table is read and nothing is rounded here."""

from salo_plan.indicators.figures import Measured


def share(numerator: float, denominator: float) -> Measured:
    """Share (osuus) of `denominator` that `numerator` is, in percent (0-100), unrounded.

    The value is None, not 0, when nobody is in the group.
    """
    value = 100 * numerator / denominator if denominator else None
    return Measured(value, numerator, denominator, "ok" if denominator else "missing")


def activation_rate(in_services: float, unemployed: float) -> Measured:
    """Activation rate (aktivointiaste): those in services of them and the unemployed, in percent.

    The denominator is the unemployed plus those in services, never the clients: a person who
    enters a service is no longer unemployed. None when nobody is in either.
    """
    return share(in_services, in_services + unemployed)
