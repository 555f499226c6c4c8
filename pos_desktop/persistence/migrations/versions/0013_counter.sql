ALTER TABLE outlet ADD COLUMN scale_codes TEXT DEFAULT '' NOT NULL

ALTER TABLE outlet ADD COLUMN order_types INTEGER DEFAULT 0 NOT NULL CHECK (order_types IN (0, 1))

ALTER TABLE bill ADD COLUMN order_label TEXT DEFAULT '' NOT NULL

CREATE TABLE item_mrp (
	item_id INTEGER NOT NULL,
	mrp INTEGER NOT NULL CHECK (mrp >= 0),
	price INTEGER NOT NULL CHECK (price >= 0),
	CONSTRAINT pk_item_mrp PRIMARY KEY (item_id, mrp),
	CONSTRAINT fk_item_mrp_item_id FOREIGN KEY(item_id) REFERENCES item (id)
)
 WITHOUT ROWID, STRICT
