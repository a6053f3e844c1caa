"""A PxWeb service over HTTP, asked politely: within its limits, and again when it is busy."""

import time
from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Any, NoReturn, Self, cast

import httpx
from tenacity import Future, RetryCallState, Retrying, retry_if_result, wait_exponential

from salo_plan.errors import CallError, DataError
from salo_plan.told import Told

CALLS = 40
PERIOD_SECONDS = 60.0
TRIES = 5
LONGEST_WAIT_SECONDS = 180.0

_BUSY = (429, 502, 503, 504)
_TIMEOUT_SECONDS = 60.0
_GROWING = wait_exponential(multiplier=5, max=60)


class PxWebService:
    """A client of one service; `wait` and `clock` can be replaced, so that a test need not wait.

    At most 40 calls are made in 60 seconds. A busy service is asked again as it wishes
    (Retry-After), at most 5 times a call and waiting at most 3 minutes in all.
    """

    def __init__(
        self,
        wait: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._wait = wait
        self._clock = clock
        self._calls: deque[float] = deque(maxlen=CALLS)
        self._waited = 0.0
        self._http = httpx.Client(timeout=_TIMEOUT_SECONDS, headers={"User-Agent": "salo-plan"})

    def __enter__(self) -> Self:
        """Open the connection."""
        return self

    def __exit__(
        self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None
    ) -> None:
        """Close the connection."""
        self._http.close()

    def ask(self, address: str, query: dict[str, Any] | None = None) -> bytes | None:
        """GET, or POST a query; None when nothing is there (404), DataError when it went wrong."""
        retrying = Retrying(
            retry=retry_if_result(lambda response: response.status_code in _BUSY),
            wait=_asked_wait,
            stop=self._is_enough,
            sleep=self._be_patient,
            retry_error_callback=_busy_to_the_end,
        )
        try:
            response: httpx.Response = retrying(self._call, address, query)
        except httpx.HTTPError as error:
            reason = str(error) or type(error).__name__
            raise DataError(
                Told(
                    "no whole answer came from {address} ({reason}).",
                    address=address,
                    reason=reason,
                )
            ) from None
        if response.status_code == httpx.codes.NOT_FOUND:
            return None
        if response.status_code != httpx.codes.OK:
            status = f"{response.status_code} {response.reason_phrase}"
            raise DataError(Told("{address} answered {status}.", address=address, status=status))
        if response.headers.get("Content-Type", "").startswith("text/html"):
            raise DataError(
                Told("{address} answered a web page (text/html), not figures.", address=address)
            )
        return response.content

    def _call(self, address: str, query: dict[str, Any] | None) -> httpx.Response:
        if len(self._calls) == CALLS:
            left = self._calls[0] + PERIOD_SECONDS - self._clock()
            if left > 0:
                self._wait(left)
        self._calls.append(self._clock())
        if query is None:
            return self._http.get(address)
        return self._http.post(address, json=query)

    def _is_enough(self, state: RetryCallState) -> bool:
        too_long = self._waited + state.upcoming_sleep > LONGEST_WAIT_SECONDS
        return too_long or state.attempt_number >= TRIES

    def _be_patient(self, seconds: float) -> None:
        self._waited += seconds
        self._wait(seconds)


def checked_address(url: str) -> str:
    """Return the address without a slash at its end; CallError when it is not one."""
    try:
        parsed = httpx.URL(url)
    except httpx.InvalidURL:
        parsed = httpx.URL()
    if parsed.scheme not in ("http", "https") or not parsed.host:
        raise CallError(Told("'{url}' is not an address. Write it as https://host/path.", url=url))
    return url.rstrip("/")


def _answered(state: RetryCallState) -> httpx.Response:
    response: httpx.Response = cast(Future, state.outcome).result()
    return response


def _asked_wait(state: RetryCallState) -> float:
    """Return the wait that the service asks for; without one, a growing wait."""
    asked = _answered(state).headers.get("Retry-After", "")
    if asked.isdecimal():
        return float(asked)
    try:
        left = parsedate_to_datetime(asked) - datetime.now(UTC)
    except (TypeError, ValueError):
        return _GROWING(state)
    return max(left.total_seconds(), 0.0)


def _busy_to_the_end(state: RetryCallState) -> NoReturn:
    response = _answered(state)
    raise DataError(
        Told(
            "{address} is busy ({status}) after {tries} of {most} tries. Try again in "
            "{seconds:.0f} seconds or later.",
            address=response.url,
            status=response.status_code,
            tries=state.attempt_number,
            most=TRIES,
            seconds=state.upcoming_sleep,
        )
    )
