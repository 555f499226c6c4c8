CREATE TEMP TABLE printer_before AS SELECT * FROM main.printer

DROP TABLE main.printer

CREATE TABLE printer (
	terminal_id INTEGER NOT NULL,
	place TEXT NOT NULL,
	name TEXT NOT NULL CHECK (length(name) > 0),
	connection TEXT NOT NULL,
	address TEXT NOT NULL,
	paper TEXT NOT NULL,
	dots INTEGER NOT NULL CHECK (dots >= 0),
	columns INTEGER NOT NULL CHECK (columns >= 0),
	cutter TEXT NOT NULL,
	native_qr INTEGER NOT NULL CHECK (native_qr IN (0, 1)),
	rupee TEXT NOT NULL,
	drawer_pin INTEGER CHECK (drawer_pin >= 0),
	answers_status INTEGER NOT NULL CHECK (answers_status IN (0, 1)),
	native_barcode INTEGER DEFAULT 0 NOT NULL CHECK (native_barcode >= 0),
	pictures INTEGER DEFAULT 1 NOT NULL CHECK (pictures >= 0),
	raster_slice INTEGER DEFAULT 128 NOT NULL CHECK (raster_slice >= 0),
	drawer_on_ms INTEGER DEFAULT 50 NOT NULL CHECK (drawer_on_ms >= 0),
	drawer_off_ms INTEGER DEFAULT 500 NOT NULL CHECK (drawer_off_ms >= 0),
	routes TEXT NOT NULL,
	takes_over INTEGER NOT NULL CHECK (takes_over IN (0, 1)),
	CONSTRAINT pk_printer PRIMARY KEY (terminal_id, place),
	CHECK (place IN ('receipt', 'second', 'spare')),
	CHECK (paper IN ('roll', 'a4', 'a5')),
	CONSTRAINT fk_printer_terminal_id FOREIGN KEY(terminal_id) REFERENCES terminal (id)
)
 WITHOUT ROWID,
 STRICT

INSERT INTO printer SELECT terminal_id, 'receipt', name, connection, address, 'roll', dots, columns, cutter, native_qr, rupee, drawer_pin, answers_status, native_barcode, pictures, raster_slice, drawer_on_ms, drawer_off_ms, '', 0 FROM printer_before

DROP TABLE printer_before
