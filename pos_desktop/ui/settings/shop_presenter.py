"""The page of the shop's own settings, without Qt: what was changed is saved, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from msgspec import Struct
from msgspec.structs import replace

from pos_desktop.application.outlet import GetOutlet, OutletView, UpdateOutlet, get, update
from pos_desktop.application.scale_labels import LabelRead, TryLabel, try_label
from pos_desktop.domain.errors import BadInput, PosError
from pos_desktop.domain.measures import format_percent, format_quantity, parse_percent
from pos_desktop.domain.money import format_amount, format_rupees, parse_rupees
from pos_desktop.domain.outlet import CreditPolicy, Registration
from pos_desktop.ui.billing.gstin_advice import NO_ADVICE, GstinAdvice, advice_on
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.widgets.messages import Message

TEXTS = (
    "name", "legal_name", "address", "phone", "gstin", "registration", "state_code", "fssai",
    "upi_id", "hsn_digits", "scale_codes", "credit_policy",
)  # fmt: skip
SWITCHES = ("round_to_rupee", "card_enabled", "credit_enabled", "order_types", "cash_memos")
LIMITS = ("cashier_discount_limit", "manager_discount_limit")
LABEL = "try_label"
"""A field that is not saved: a label of a scale, to see what a sale of it would be."""
NO_LABEL = "No kind of label that stands above fits this one."
ON, OFF = "on", "off"
_PARSED: dict[str, Callable[[str], Any]] = {
    "hsn_digits": int,
    "registration": Registration,
    "credit_policy": CreditPolicy,
}
MOVES_TAX = "This changes the tax of every bill from now on. Bills already issued keep theirs."


class ShopState(Struct, frozen=True, kw_only=True):
    """The page. ``values`` are shown in the fields when they were read or saved.

    ``warning`` is what a change would do that is not saved yet.
    """

    values: tuple[tuple[str, str], ...] = ()
    advice: GstinAdvice = NO_ADVICE
    state_code: str = ""
    warning: str = ""
    is_changed: bool = False
    is_saving: bool = False
    problem: str = ""
    problem_at: str = ""
    tried: str = ""
    """What a sale of the label that is tried would be."""


class ShopView(Protocol):
    """What the presenter asks of the page."""

    def display(self, state: ShopState) -> None: ...
    def fill(self, values: Mapping[str, str]) -> None: ...
    def texts(self) -> Mapping[str, str]: ...
    def label(self) -> str: ...


class ShopPresenter:
    """Reads the outlet, warns of what moves tax, and saves by the use case."""

    def __init__(self, counter: Counter, view: ShopView) -> None:
        self._counter = counter
        self._view = view
        self._saved: dict[str, str] = {}
        self._kept_gstin = ""
        self._state = ShopState()
        self._is_gone = False

    def entered(self) -> None:
        """The page came to the front: what was typed and not saved stays."""
        if not self._state.is_changed:
            self._counter.read(get, GetOutlet(), self._know, latest="settings.shop")

    def gone(self) -> None:
        """The page was ended."""
        self._is_gone = True

    def typed(self, field: str) -> None:
        """A field changed."""
        if field == LABEL:
            return  # heard by ``label_changed``
        if field == "scale_codes":
            self._try_label()
        texts = self._view.texts()
        gstin = texts["gstin"]
        advice = advice_on(gstin, kept=bool(gstin) and gstin == self._kept_gstin)
        if gstin == self._saved.get("gstin"):
            advice = NO_ADVICE
        moves = any(texts[name] != self._saved.get(name) for name in ("state_code", "registration"))
        fills = field == "gstin" and advice.state_code not in ("", texts["state_code"])
        self._display(
            advice=advice,
            state_code=advice.state_code if fills else "",
            warning=MOVES_TAX if moves or fills else "",
            is_changed=fills or dict(texts) != self._saved,
            problem="",
            problem_at="",
        )

    def label_changed(self) -> None:
        """A label was typed or scanned into its field."""
        self._try_label()

    def right_gstin_taken(self) -> None:
        """The GSTIN with the right check character."""
        self._view.fill({"gstin": self._state.advice.right_one})
        self.typed("gstin")

    def gstin_kept(self) -> None:
        """It stands on the papers as it was typed."""
        self._kept_gstin = self._view.texts()["gstin"]
        self.typed("gstin")

    def undo_pressed(self) -> None:
        """Back to what is saved."""
        self._view.fill(self._saved)
        self._display(advice=NO_ADVICE, warning="", is_changed=False, problem="", problem_at="")

    def save_pressed(self) -> None:
        """Save what was changed."""
        if self._state.is_saving:
            return
        try:
            request = self._request(self._view.texts())
        except BadInput as error:
            self._failed(error)
            return
        if request is None:
            self._counter.tell(Message(kind="info", text="Nothing was changed."))
            return
        self._display(is_saving=True, problem="", problem_at="")
        self._counter.write(update, request, self._done, failed=self._failed)

    # -- inside --------------------------------------------------------------------------

    def _try_label(self) -> None:
        barcode = self._view.label().strip()
        if not barcode:
            self._display(tried="")
            return
        request = TryLabel(barcode=barcode, templates=self._view.texts()["scale_codes"])
        self._counter.read(
            try_label,
            request,
            lambda read: self._display(tried=_label_words(read)),
            failed=lambda error: self._display(tried=error.message),
            latest="settings.label",
        )

    def _request(self, texts: Mapping[str, str]) -> UpdateOutlet | None:
        """What differs from what is saved; None without a difference. Raises BadInput."""
        changed: dict[str, Any] = {}
        for name, text in texts.items():
            if text == self._saved.get(name):
                continue
            changed[name] = _value(name, text)
        if not changed:
            return None
        keeps = bool(self._kept_gstin) and texts["gstin"] == self._kept_gstin
        return UpdateOutlet(**changed, keep_gstin_as_typed=keeps)

    def _know(self, outlet: OutletView) -> None:
        self._saved = _texts_of(outlet)
        self._counter.outlet = outlet
        if not self._is_gone:
            self._view.fill(self._saved)
        self._display(
            advice=NO_ADVICE, state_code="", warning="", is_changed=False, is_saving=False,
            problem="", problem_at="",
        )  # fmt: skip

    def _done(self, outlet: OutletView) -> None:
        self._know(outlet)
        self._counter.tell(Message(kind="success", text="The settings are saved."))

    def _failed(self, error: PosError) -> None:
        self._display(is_saving=False, problem=error.message, problem_at=error.field or "")

    def _display(self, **changes: Any) -> None:
        self._state = replace(self._state, **changes)
        if not self._is_gone:
            self._view.display(self._state)


def _label_words(read: LabelRead) -> str:
    if read.qty is None or read.worth is None:
        return NO_LABEL
    qty = f"{format_quantity(read.qty)} {read.unit}"
    return f"Item {read.code}, {read.name}: {qty} for {format_rupees(read.worth)}."


def _texts_of(outlet: OutletView) -> dict[str, str]:
    """The outlet as its fields say it."""
    texts = {name: str(getattr(outlet, name) or "") for name in TEXTS}
    texts |= {name: ON if getattr(outlet, name) else OFF for name in SWITCHES}
    texts |= {name: format_percent(getattr(outlet, name)) for name in LIMITS}
    hours, minutes = divmod(outlet.day_cutoff_minutes, 60)
    texts["day_cutoff_minutes"] = f"{hours:02d}:{minutes:02d}"
    texts["variance_limit"] = format_amount(outlet.variance_limit)
    texts["auto_lock_minutes"] = str(outlet.auto_lock_minutes)
    return texts


def _value(name: str, text: str) -> Any:
    """A field's text as the use case takes it. Raises BadInput naming the field."""
    if name in _PARSED:
        return _PARSED[name](text)
    if name == "variance_limit":
        return parse_rupees(text.strip().removeprefix("₹"), field=name)
    if name in SWITCHES:
        return text == ON
    if name in LIMITS:
        return parse_percent(text.strip().removesuffix("%").strip(), field=name)
    if name == "day_cutoff_minutes":
        return _minutes_of(text, field=name)
    if name == "auto_lock_minutes":
        if not (text.strip().isascii() and text.strip().isdecimal()):
            raise BadInput("Give whole minutes; 0 never locks.", field=name)
        return int(text)
    return text.strip()


def _minutes_of(text: str, *, field: str) -> int:
    """Minutes after midnight of ``03:00``. Raises BadInput naming *field*."""
    hours, colon, minutes = text.strip().partition(":")
    told = (hours, minutes if colon else "0")
    if not all(part.isascii() and part.isdecimal() and len(part) <= 2 for part in told):
        raise BadInput("Give a time like 03:00.", field=field)
    if int(told[1]) > 59:
        raise BadInput("Give a time like 03:00.", field=field)
    return int(told[0]) * 60 + int(told[1])
