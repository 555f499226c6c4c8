CREATE TABLE letterhead (
	outlet_id INTEGER NOT NULL,
	language TEXT NOT NULL,
	is_compact INTEGER NOT NULL CHECK (is_compact IN (0, 1)),
	bank_details TEXT NOT NULL,
	logo BLOB NOT NULL,
	prints_code INTEGER NOT NULL CHECK (prints_code IN (0, 1)),
	CONSTRAINT pk_letterhead PRIMARY KEY (outlet_id),
	CHECK (language IN ('en', 'hi')),
	CONSTRAINT fk_letterhead_outlet_id FOREIGN KEY(outlet_id) REFERENCES outlet (id)
)
 STRICT

ALTER TABLE printer ADD COLUMN native_barcode INTEGER DEFAULT 0 NOT NULL CHECK (native_barcode >= 0)

ALTER TABLE printer ADD COLUMN pictures INTEGER DEFAULT 1 NOT NULL CHECK (pictures >= 0)

ALTER TABLE printer ADD COLUMN raster_slice INTEGER DEFAULT 128 NOT NULL CHECK (raster_slice >= 0)

ALTER TABLE printer ADD COLUMN drawer_on_ms INTEGER DEFAULT 50 NOT NULL CHECK (drawer_on_ms >= 0)

ALTER TABLE printer ADD COLUMN drawer_off_ms INTEGER DEFAULT 500 NOT NULL CHECK (drawer_off_ms >= 0)
