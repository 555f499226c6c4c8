"""A hundred thousand carts: what is priced, taken back and returned is what the law says.

Each is priced by the program and by `exact_tax`; then all of it comes back in random parts; and
of every two hundred bills with their notes a GSTR-1 is made. A cart that fails is made smaller
and told with its seed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from msgspec.structs import replace

from pos_desktop.domain import credit_notes, gst, gst_return, orders
from pos_desktop.domain.bills import Bill
from pos_desktop.domain.credit_notes import CreditNote
from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.gst import Levy, Supply, Treatment
from pos_desktop.domain.outlet import Registration
from pos_desktop.domain.place_of_supply import decide_place
from pos_desktop.domain.supplies import DocumentPart, ItemGroup, TaxStatus, TaxSums
from tests.any_cart import AnyCart, any_carts, smallest
from tests.exact_return import expected, flattened
from tests.exact_tax import FIGURES, RightlyRefusedError, exact_cart, exact_document, half_up
from tests.taken_back import COLUMNS, Book, bill_of_cart, take_all_back

SEED = 20_260_218
SOAK = 100_000
COUNTS = [600, pytest.param(SOAK, marks=[pytest.mark.soak, pytest.mark.timeout(7200)])]
RETURN_OF = 200
"""So many bills go into one return."""


def try_carts(count: int, check: Callable[[AnyCart], bool]) -> int:
    """Check carts until so many could be billed; how many could not.

    A failure is told with the cart at its least.
    """
    billed = refused = 0
    for cart in any_carts(SEED):
        if billed == count:
            break
        try:
            was_billed = check(cart)
        except (AssertionError, ValueError) as fault:
            least = smallest(cart, lambda candidate: fails(check, candidate))
            which = f"cart {billed + refused} of seed {SEED}"
            raise AssertionError(f"{which}: {fault}\n{least!r}") from fault
        billed += was_billed
        refused += not was_billed
    return refused


def fails(check: Callable[[AnyCart], bool], cart: AnyCart) -> bool:
    try:
        check(cart)
    except (AssertionError, ValueError):
        return True
    except BadInput:
        return False
    return False


# --- What a cart comes to ------------------------------------------------------------------------


def is_as_exact(cart: AnyCart) -> bool:
    """Place, document and every figure are the law's; False for a cart that both refuse."""
    wanted = cart.to_tax()
    try:
        lines, totals = exact_cart(wanted, cart.bill_discount, rounded=cart.rounded)
    except RightlyRefusedError:
        with pytest.raises(BadInput):
            cart.priced()
        return False
    ours = cart.priced()
    assert [line.levy for line in wanted] == list(ours.place.levies)
    treatments = [line.terms.treatment for line in cart.lines]
    assert ours.document is exact_document(
        cart.registration, treatments, has_gstin=bool(cart.gst.gstin)
    )
    assert bool(ours.place.reason)
    for mine, exact in zip(ours.cart.lines, lines, strict=True):
        assert {name: getattr(mine, name) for name in FIGURES} == exact
    for name, figure in totals.items():
        assert getattr(ours.cart.totals, name) == figure, name
    holds_together(cart, ours.cart)
    return True


def holds_together(cart: AnyCart, taxed: gst.TaxedCart) -> None:
    """What must hold whatever the figures are."""
    totals = taxed.totals
    for line, mine in zip(cart.lines, taxed.lines, strict=True):
        paid = mine.gross - mine.discount - mine.bill_discount
        assert paid == (mine.total if line.price_includes_tax else mine.taxable)
        assert mine.cgst == mine.sgst + mine.utgst
        assert not (mine.igst and mine.cgst)
        assert mine.taxable + mine.cgst + mine.sgst + mine.utgst + mine.igst + mine.cess == (
            mine.total
        )
    taxes = totals.cgst + totals.sgst + totals.utgst + totals.igst + totals.cess
    assert totals.taxable + taxes + totals.round_off == totals.total
    assert totals.total == sum(line.total for line in taxed.lines) + totals.round_off
    assert -49 <= totals.round_off <= 50
    assert not cart.rounded or totals.total % 100 == 0


@pytest.mark.parametrize("count", COUNTS)
def test_any_cart_comes_to_what_the_law_says(count: int) -> None:
    # Some must be refused rightly, but not many.
    assert 0 < try_carts(count, is_as_exact) < 0.2 * count


# --- What comes back -----------------------------------------------------------------------------


def comes_back_whole(cart: AnyCart) -> bool:
    """Random notes of the bill, until all of it is back, are the bill to the paisa."""
    try:
        bill = bill_of_cart(cart)
    except BadInput:
        return False
    draw = Random(repr(cart.lines))
    whole_rupees = bill.totals.round_off or (cart.rounded and bill.totals.total % 100 == 0)

    def after_each(book: Book, note: gst.Totals) -> None:
        assert note.cgst == note.sgst + note.utgst
        assert note.total >= 0
        assert book.earlier.total <= bill.totals.total
        assert not whole_rupees or note.total % 100 == 0
        part_is_in_proportion(book)

    book = take_all_back(bill, draw, rounded=cart.rounded, after_each=after_each)
    for line in bill.lines:
        assert book.earlier.of(line.line).taxed == line.taxed
    for name in ("discount", "taxable", "cgst", "sgst", "utgst", "igst", "cess", "round_off"):
        assert sum(getattr(note, name) for note in book.totals) == getattr(bill.totals, name), name
    assert sum(note.total for note in book.totals) == bill.totals.total
    return True


def part_is_in_proportion(book: Book) -> None:
    """What came back so far is its share of the line: taxes exactly, the rest within 3 paise."""
    for line in book.bill.lines:
        back = book.earlier.of(line.line)
        share = Fraction(back.qty, line.qty)
        for name in COLUMNS:
            figure, whole = getattr(back.taxed, name), getattr(line.taxed, name)
            assert 0 <= figure <= whole, name
            if name in {"cgst", "sgst", "utgst", "igst", "cess"}:
                assert figure == half_up(whole * share), name
            elif name in {"taxable", "total"}:
                assert abs(figure - whole * share) <= 3, name


@pytest.mark.parametrize("count", COUNTS)
def test_the_notes_of_any_bill_add_up_to_it(count: int) -> None:
    assert try_carts(count, comes_back_whole) < 0.2 * count


# --- What is returned to the Government ----------------------------------------------------------


def can_stand_alone(bill: Bill) -> bool:
    """Whether it is billed and returned: by a regular outlet; to a GSTIN one place only."""
    meals = {line.terms.supply is Supply.RESTAURANT for line in bill.lines}
    two_places = bool(bill.gst.gstin) and bill.is_interstate and len(meals) == 2
    return bill.seller.registration is Registration.REGULAR and not two_places


def parts_of(document: Bill | CreditNote, bill: Bill) -> Iterable[DocumentPart]:
    """The document line by line, as the store tells it rate by rate."""
    sums: dict[tuple[Any, ...], TaxSums] = defaultdict(TaxSums)
    for line in document.lines:
        across = bill.is_interstate and line.terms.supply is not Supply.RESTAURANT
        status = TaxStatus(line.terms.treatment.value)
        rate = line.terms.gst_rate if status is TaxStatus.TAXABLE else 0
        sums[across, status, rate] += sums_of(line.taxed)
    for (across, status, rate), figures in sums.items():
        yield DocumentPart(
            number=document.number,
            day=document.local_time.date(),
            is_note=document is not bill,
            buyer_gstin=bill.gst.gstin or "",
            buyer_is_sez=bill.gst.is_sez,
            place=bill.place_of_supply if across else bill.seller.state_code,
            is_interstate=across,
            total=document.totals.total,
            original_day=bill.local_time.date(),
            original_total=bill.totals.total,
            status=status,
            rate=rate,
            sums=figures,
        )


def sums_of(taxed: gst.TaxedLine) -> TaxSums:
    return TaxSums(**{name: getattr(taxed, name) for name in TaxSums.__struct_fields__})


def groups_of(document: Bill | CreditNote, bill: Bill) -> Iterable[ItemGroup]:
    sign = 1 if document is bill else -1
    for line in document.lines:
        taxable = line.terms.treatment is Treatment.TAXABLE
        sums = sums_of(line.taxed)
        yield ItemGroup(
            item_id=None,
            hsn=line.hsn,
            item_hsn="",
            description=line.description,
            unit=line.unit,
            is_service=line.terms.supply is not Supply.GOODS,
            to_registered=bool(bill.gst.gstin),
            status=TaxStatus(line.terms.treatment.value),
            rate=line.terms.gst_rate if taxable else 0,
            qty=sign * line.qty,
            sums=sums if sign > 0 else gst_return.minus(sums),
            lines=1,
            example=document.number,
        )


def refuse_other_return(books: list[Book]) -> None:
    """GSTR-1 of bills and their notes says what the law makes it say, in every table."""
    made = gst_return.Gstr1()
    groups: list[ItemGroup] = []
    documents = [(document, book.bill) for book in books for document in (book.bill, *book.notes)]
    for document, bill in documents:
        groups += groups_of(document, bill)
        for part in parts_of(document, bill):
            made.add(part)
    bills, notes = [book.bill for book in books], [note for book in books for note in book.notes]
    tables = made.tables() | {"hsn": gst_return.hsn_table(groups)}
    assert flattened(tables) == expected(bills, notes)


def return_of_carts(count: int) -> None:
    """So many bills of carts, half of them with notes, two hundred in a return."""
    draw = Random(SEED)
    books: list[Book] = []
    billed = 0
    for number, cart in enumerate(any_carts(SEED), start=1):
        if billed == count:
            break
        try:
            bill = bill_of_cart(dear(cart, number), number=number)
        except BadInput:
            continue
        if not can_stand_alone(bill):
            continue
        billed += 1
        book = Book(bill)
        if draw.random() < 0.5:
            wanted = {line: draw.randint(1, most) for line, most in book.left.items()}
            book.take(wanted, is_gst=True, rounded=cart.rounded)
        books.append(book)
        if len(books) == RETURN_OF:
            refuse_other_return(books)
            books = []
    refuse_other_return(books)


def dear(cart: AnyCart, number: int) -> AnyCart:
    """Every tenth cart at a hundred times its prices, so that some bills are large to GSTR-1."""
    if number % 10:
        return cart
    lines = (
        replace(line, unit_price=100 * line.unit_price, mrp=line.mrp and 100 * line.mrp)
        for line in cart.lines
    )
    return replace(cart, lines=tuple(lines))


@pytest.mark.parametrize("count", COUNTS)
def test_the_tables_of_gstr1_are_what_the_law_makes_of_any_bills(count: int) -> None:
    return_of_carts(count)


# --- Sabotage: each of these would be seen -------------------------------------------------------


def half_even(numerator: int, denominator: int) -> int:
    return round(Fraction(numerator, denominator))


def splitting(line: gst.LineToTax, *given: Any, **field: Any) -> gst.TaxedLine:
    """The whole rate at once, and SGST what is left of it."""
    right = PRICED(line, *given, **field)
    if line.levy is not Levy.CGST_SGST:
        return right
    whole = PRICED(replace(line, levy=Levy.IGST), *given, **field)
    half = whole.igst // 2
    return replace(whole, cgst=half, sgst=half, igst=whole.igst - 2 * half)


PRICED = gst._tax_line
FORGETFUL = credit_notes._part


def always_at_the_buyers(**given: Any) -> Any:
    """A meal goes where the buyer is."""
    goods = [(treatment, Supply.GOODS) for treatment, _ in given["lines"]]
    return decide_place(**given | {"lines": goods})


@pytest.mark.parametrize(
    ("module", "name", "wrong"),
    [
        (gst, "divide_half_up", half_even),
        (gst, "_tax_line", splitting),
        (gst, "round_to_rupee", lambda paise: paise // 100 * 100),
        (gst, "apportion", lambda amount, weights: [amount] + [0] * (len(weights) - 1)),
        (orders, "decide_place", always_at_the_buyers),
        (orders, "document_kind", lambda *_given, **_more: gst_return),
    ],
)
def test_a_wrong_cart_would_be_seen(
    monkeypatch: pytest.MonkeyPatch, module: Any, name: str, wrong: Any
) -> None:
    monkeypatch.setattr(module, name, wrong)
    with pytest.raises(AssertionError, match="of seed"):
        try_carts(600, is_as_exact)


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("_part", lambda line, qty, _before, is_gst: FORGETFUL(line, qty, NOTHING_BACK, is_gst)),
        ("round_to_rupee", lambda paise: paise),
        ("divide_half_up", lambda numerator, denominator: numerator // denominator),
    ],
)
def test_a_wrong_note_would_be_seen(monkeypatch: pytest.MonkeyPatch, name: str, wrong: Any) -> None:
    monkeypatch.setattr(credit_notes, name, wrong)
    with pytest.raises(AssertionError, match="of seed"):
        try_carts(600, comes_back_whole)


NOTHING_BACK = credit_notes.Returned()


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("is_large", lambda part: not part.buyer_gstin and part.is_interstate),
        ("minus", lambda sums: sums),
        ("_signed", lambda _part, amount: amount),
        ("unit_code", lambda unit, *, is_service: "NA" if is_service else unit),
    ],
)
def test_a_wrong_return_would_be_seen(
    monkeypatch: pytest.MonkeyPatch, name: str, wrong: Any
) -> None:
    monkeypatch.setattr(gst_return, name, wrong)
    with pytest.raises(AssertionError):
        return_of_carts(600)


def test_a_failure_is_told_at_its_least(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gst, "round_to_rupee", lambda paise: paise)
    with pytest.raises(AssertionError) as told:
        try_carts(600, is_as_exact)
    assert str(told.value).count("OrderLine(") == 1
