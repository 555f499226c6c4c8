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

ALTER TABLE terminal ADD COLUMN customer_display INTEGER DEFAULT 0 NOT NULL CHECK (customer_display IN (0, 1))

ALTER TABLE user_preference ADD COLUMN sound_scan INTEGER DEFAULT 0 NOT NULL CHECK (sound_scan IN (0, 1))

ALTER TABLE user_preference ADD COLUMN sound_unknown INTEGER DEFAULT 1 NOT NULL CHECK (sound_unknown IN (0, 1))

ALTER TABLE user_preference ADD COLUMN sound_done INTEGER DEFAULT 0 NOT NULL CHECK (sound_done IN (0, 1))

CREATE TABLE user_key (
	user_id INTEGER NOT NULL,
	action TEXT NOT NULL,
	keys TEXT NOT NULL CHECK (length(keys) > 0),
	CONSTRAINT pk_user_key PRIMARY KEY (user_id, action),
	CONSTRAINT fk_user_key_user_id FOREIGN KEY(user_id) REFERENCES user (id)
)
 WITHOUT ROWID, STRICT
