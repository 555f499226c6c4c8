"""A receipt printer that believes nothing.

Written from Epson's ESC/POS command reference. It knows the commands that receipts need, each with
the parameters the reference allows, and refuses every other byte.
"""

from __future__ import annotations

from dataclasses import dataclass, field

_DIGITS = {65: 12, 67: 13, 68: 8}
"""Digits of UPC-A, EAN-13 and EAN-8, by the number that GS k gives them."""


class Undecodable(Exception):
    """A byte that the command reference does not allow there."""


@dataclass(frozen=True)
class Line:
    """A line on paper. ``width`` is in columns of the ordinary size."""

    text: str
    width: int
    tall: bool
    wide: bool
    bold: bool


@dataclass(frozen=True)
class Picture:
    """Dots as they came: rows of bytes, the highest bit at the left."""

    stride: int
    rows: tuple[bytes, ...]

    @property
    def width(self) -> int:
        """To the last black dot."""
        ink = 0
        for row in self.rows:
            ink |= int.from_bytes(row, "big")
        return 8 * self.stride - ((ink & -ink).bit_length() - 1) if ink else 0


@dataclass
class Paper:
    """What came out of the printer, in order."""

    lines: list[Line] = field(default_factory=list)
    qr: list[str] = field(default_factory=list)
    qr_after_line: list[int] = field(default_factory=list)
    qr_module: int = 3
    cuts: list[str] = field(default_factory=list)
    cut_after_line: list[int] = field(default_factory=list)
    kicks: list[tuple[int, int, int]] = field(default_factory=list)
    resets: int = 0
    fed: int = 0
    pictures: list[Picture] = field(default_factory=list)
    picture_after_line: list[int] = field(default_factory=list)
    barcodes: list[str] = field(default_factory=list)
    letters: dict[int, bytes] = field(default_factory=dict)

    @property
    def text(self) -> list[str]:
        return [line.text for line in self.lines]


class Decoder:
    """One print job, byte by byte."""

    def __init__(self, data: bytes, columns: int, dots: int = 640) -> None:
        self.data, self.columns, self.at = data, columns, 0
        self.dots = dots
        # Obeyed wherever they stand, even inside a picture: the printer looks at every byte.
        for command in (b"\x10\x04", b"\x10\x05", b"\x10\x14"):
            if command in data:
                raise Undecodable(f"a real-time command at {data.index(command)}")
        self.paper = Paper()
        self.buffer = ""
        self.stored_qr: bytes | None = None
        self.reset()

    def reset(self) -> None:
        self.align = 0
        self.bold = self.tall = self.wide = self.own_letters = False

    def fail(self, why: str) -> Undecodable:
        around = self.data[max(self.at - 8, 0) : self.at + 8]
        return Undecodable(f"{why} before offset {self.at}: …{around!r}…")

    def byte(self) -> int:
        if self.at >= len(self.data):
            raise self.fail("the job ends inside a command")
        self.at += 1
        return self.data[self.at - 1]

    def one_of(self, what: str, *allowed: int) -> int:
        value = self.byte()
        if value not in allowed:
            raise self.fail(f"{what} {value:#04x}")
        return value

    def run(self) -> Paper:
        while self.at < len(self.data):
            first = self.byte()
            if 0x20 <= first <= 0x7E:
                own = self.own_letters and first in self.paper.letters
                self.buffer += "₹" if own else chr(first)
            elif first == 0x09:
                self.tab()
            elif first == 0x0A:
                self.print_buffer()
            elif first == 0x1B:
                self.escape()
            elif first == 0x1D:
                self.group()
            else:
                raise self.fail(f"unknown byte {first:#04x}")
        if self.buffer:
            raise self.fail("text is left in the buffer")
        if self.align or self.bold or self.tall or self.wide or self.own_letters:
            raise self.fail("the printer is not left in its ordinary state")
        return self.paper

    def tab(self) -> None:
        """HT: to the next stop; after a reset there is one every eight ordinary columns."""
        if self.wide:
            raise self.fail("a stop is counted in ordinary columns, and the letters are wide")
        # Beyond the last stop the printer takes no notice of it, and the line would be wrong.
        stop = (len(self.buffer) // 8 + 1) * 8
        if stop > self.columns:
            raise self.fail("there is no further stop on the line")
        self.buffer = self.buffer.ljust(stop)

    def print_buffer(self) -> None:
        scale = 2 if self.wide else 1
        width = len(self.buffer) * scale
        if width > self.columns:
            raise self.fail(f"the line {self.buffer!r} is {width} columns wide")
        text = self.buffer
        if self.align:
            free = (self.columns - width) // scale
            text = " " * (free // 2 if self.align == 1 else free) + text if text else ""
        line = Line(text, width, self.tall, self.wide, self.bold)
        self.paper.lines.append(line)
        self.buffer = ""

    def at_line_start(self, command: str) -> None:
        if self.buffer:
            raise self.fail(f"{command} works at the beginning of a line only")

    def escape(self) -> None:
        command = self.byte()
        if command == ord("&"):
            self.define()
        elif command == ord("%"):
            self.own_letters = bool(self.byte() & 1)
        elif command == ord("d"):
            count = self.byte()
            if self.buffer:
                self.print_buffer()
            self.paper.fed += count
        else:
            self.mode(command)

    def mode(self, command: int) -> None:
        if command == ord("@"):
            if self.buffer:
                raise self.fail("a reset throws away what is in the buffer")
            self.reset()
            self.paper.resets += 1
        elif command == ord("!"):
            mode = self.byte()
            if mode & 0b0100_0110:
                raise self.fail(f"print mode {mode:#04x} has undefined bits")
            if mode & 0b1000_0001:
                raise self.fail(f"print mode {mode:#04x} underlines or takes font B")
            self.bold, self.tall, self.wide = bool(mode & 8), bool(mode & 16), bool(mode & 32)
        elif command == ord("E"):
            self.bold = bool(self.byte() & 1)
        elif command == ord("a"):
            self.at_line_start("ESC a")
            self.align = self.one_of("alignment", 0, 1, 2, 48, 49, 50) % 48
        elif command == ord("p"):
            pin = self.one_of("drawer pin", 0, 1, 48, 49) % 48
            self.paper.kicks.append((pin, self.byte(), self.byte()))
        else:
            raise self.fail(f"unknown command ESC {command:#04x}")

    def define(self) -> None:
        """ESC & y c1 c2 [x d1 … d(y*x)] for each character."""
        high = self.one_of("bytes of height", 3)
        first, last = self.byte(), self.byte()
        if not 0x20 <= first <= last <= 0x7E:
            raise self.fail(f"characters {first:#04x} to {last:#04x} cannot be defined")
        for code in range(first, last + 1):
            across = self.byte()
            if across > 12:
                raise self.fail(f"a character {across} dots wide")
            self.paper.letters[code] = bytes(self.byte() for _ in range(high * across))

    def picture(self) -> None:
        """GS v 0 m xL xH yL yH d1 … dk"""
        self.at_line_start("GS v 0")
        self.one_of("GS v", ord("0"))
        self.one_of("raster mode", 0, 48)
        stride = self.byte() + 256 * self.byte()
        high = self.byte() + 256 * self.byte()
        if not 1 <= stride <= 128 or not 1 <= high <= 2303:
            raise self.fail(f"a picture of {stride} bytes by {high} rows")
        rows = tuple(bytes(self.byte() for _ in range(stride)) for _ in range(high))
        picture = Picture(stride, rows)
        if picture.width > self.dots:
            raise self.fail(f"a picture {picture.width} dots wide")
        self.paper.pictures.append(picture)
        self.paper.picture_after_line.append(len(self.paper.lines))

    def barcode(self) -> None:
        """GS k m n d1 … dn: the codes of the trade, and CODE128 with the code set named first."""
        self.at_line_start("GS k")
        system = self.one_of("barcode system", *_DIGITS, 73)
        data = bytes(self.byte() for _ in range(self.byte()))
        if system in _DIGITS:
            if not data.isdigit() or len(data) != _DIGITS[system]:
                raise self.fail(f"barcode data {data!r} for system {system}")
            self.paper.barcodes.append(data.decode("ascii"))
            return
        if not data.startswith(b"{B") or len(data) < 3:
            raise self.fail("CODE128 data names no code set")
        self.paper.barcodes.append(data[2:].replace(b"{{", b"{").decode("ascii"))

    def group(self) -> None:
        command = self.byte()
        if command == ord("v"):
            return self.picture()
        if command == ord("k"):
            return self.barcode()
        if command in b"hw":
            allowed = range(1, 256) if command == ord("h") else range(2, 7)
            self.one_of("barcode height or width", *allowed)
            return None
        if command == ord("H"):
            self.one_of("barcode text", 0, 1, 2, 3, 48, 49, 50, 51)
            return None
        if command == ord("V"):
            self.at_line_start("GS V")
            mode = self.one_of("cut", 0, 1, 48, 49, 65, 66)
            if mode >= 65:
                self.paper.fed += self.byte()
            self.paper.cuts.append("full" if mode in (0, 48, 65) else "partial")
            self.paper.cut_after_line.append(len(self.paper.lines))
        elif command == ord("("):
            self.one_of("GS (", ord("k"))
            self.symbol()
        else:
            raise self.fail(f"unknown command GS {command:#04x}")
        return None

    def symbol(self) -> None:
        length = self.byte() + 256 * self.byte()
        self.one_of("symbol", 49)
        function = self.one_of("QR function", 65, 67, 69, 80, 81)
        rest = bytes(self.byte() for _ in range(length - 2))
        if function == 65 and not (len(rest) == 2 and rest[0] in (49, 50, 51) and rest[1] == 0):
            raise self.fail(f"QR model {rest!r}")
        if function == 67:
            if not (len(rest) == 1 and 1 <= rest[0] <= 16):
                raise self.fail(f"QR module {rest!r}")
            self.paper.qr_module = rest[0]
        if function == 69 and not (len(rest) == 1 and 48 <= rest[0] <= 51):
            raise self.fail(f"QR error correction {rest!r}")
        if function == 80:
            if not (2 <= len(rest) <= 7090 and rest[0] == 48):
                raise self.fail("QR data without data")
            self.stored_qr = rest[1:]
        if function == 81:
            self.at_line_start("printing a symbol")
            if rest != b"0" or self.stored_qr is None:
                raise self.fail("there is no QR code to print")
            self.paper.qr.append(self.stored_qr.decode("ascii"))
            self.paper.qr_after_line.append(len(self.paper.lines))


def decode_job(data: bytes, columns: int, dots: int = 640) -> Paper:
    return Decoder(data, columns, dots).run()
