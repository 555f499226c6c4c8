CREATE TABLE item_tax_class (
	item_id INTEGER NOT NULL,
	valid_from TEXT NOT NULL,
	tax_class_id INTEGER NOT NULL,
	CONSTRAINT pk_item_tax_class PRIMARY KEY (item_id, valid_from),
	CONSTRAINT fk_item_tax_class_item_id FOREIGN KEY(item_id) REFERENCES item (id),
	CONSTRAINT fk_item_tax_class_tax_class_id FOREIGN KEY(tax_class_id) REFERENCES tax_class (id)
)
 WITHOUT ROWID,
 STRICT

CREATE TABLE receipt_voucher (
	payment_id INTEGER NOT NULL,
	uuid TEXT NOT NULL,
	outlet_id INTEGER NOT NULL,
	customer_id INTEGER NOT NULL,
	description TEXT NOT NULL CHECK (length(description) > 0),
	sac TEXT NOT NULL,
	supply TEXT NOT NULL,
	gst_rate INTEGER NOT NULL CHECK (gst_rate >= 0),
	amount INTEGER NOT NULL CHECK (amount >= 0),
	taxable INTEGER NOT NULL CHECK (taxable >= 0),
	cgst INTEGER NOT NULL CHECK (cgst >= 0),
	sgst INTEGER NOT NULL CHECK (sgst >= 0),
	utgst INTEGER NOT NULL CHECK (utgst >= 0),
	igst INTEGER NOT NULL CHECK (igst >= 0),
	seller TEXT NOT NULL,
	buyer_gstin TEXT,
	buyer_address TEXT NOT NULL,
	buyer_state_code TEXT,
	place_of_supply TEXT NOT NULL,
	place_name TEXT NOT NULL,
	is_interstate INTEGER NOT NULL CHECK (is_interstate IN (0, 1)),
	reason TEXT NOT NULL,
	CONSTRAINT pk_receipt_voucher PRIMARY KEY (payment_id),
	CHECK (taxable + cgst + sgst + utgst + igst = amount),
	CHECK (cgst = sgst + utgst),
	CHECK (supply IN ('service', 'restaurant')),
	CONSTRAINT fk_receipt_voucher_payment_id FOREIGN KEY(payment_id) REFERENCES payment (id),
	CONSTRAINT uq_receipt_voucher_uuid UNIQUE (uuid),
	CONSTRAINT fk_receipt_voucher_outlet_id FOREIGN KEY(outlet_id) REFERENCES outlet (id),
	CONSTRAINT fk_receipt_voucher_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id)
)
 STRICT

CREATE TABLE voucher_use (
	id INTEGER NOT NULL,
	uuid TEXT NOT NULL,
	payment_id INTEGER NOT NULL,
	bill_id INTEGER NOT NULL,
	amount INTEGER NOT NULL CHECK (amount >= 0),
	taxable INTEGER NOT NULL CHECK (taxable >= 0),
	cgst INTEGER NOT NULL CHECK (cgst >= 0),
	sgst INTEGER NOT NULL CHECK (sgst >= 0),
	utgst INTEGER NOT NULL CHECK (utgst >= 0),
	igst INTEGER NOT NULL CHECK (igst >= 0),
	at TEXT NOT NULL,
	CONSTRAINT pk_voucher_use PRIMARY KEY (id),
	CONSTRAINT uq_voucher_use_bill_id_payment_id UNIQUE (bill_id, payment_id),
	CHECK (amount > 0),
	CHECK (taxable + cgst + sgst + utgst + igst = amount),
	CONSTRAINT fk_voucher_use_payment_id FOREIGN KEY(payment_id) REFERENCES payment (id),
	CONSTRAINT fk_voucher_use_bill_id FOREIGN KEY(bill_id) REFERENCES bill (id)
)
 STRICT

CREATE TABLE gst_data_version (
	id INTEGER NOT NULL,
	uuid TEXT NOT NULL,
	version TEXT NOT NULL CHECK (length(version) > 0),
	content TEXT NOT NULL CHECK (length(content) > 0),
	source TEXT NOT NULL,
	taken_at TEXT NOT NULL,
	user_id INTEGER NOT NULL,
	user_name TEXT NOT NULL,
	CONSTRAINT pk_gst_data_version PRIMARY KEY (id),
	CONSTRAINT uq_gst_data_version_uuid UNIQUE (uuid),
	CONSTRAINT fk_gst_data_version_user_id FOREIGN KEY(user_id) REFERENCES user (id)
)
 STRICT

CREATE INDEX ix_receipt_voucher_customer_id ON receipt_voucher (customer_id)

CREATE INDEX ix_voucher_use_payment_id ON voucher_use (payment_id)

ALTER TABLE tax_rate ADD COLUMN rsp_valued INTEGER DEFAULT 0 NOT NULL CHECK (rsp_valued IN (0, 1))

ALTER TABLE order_line ADD COLUMN rsp_valued INTEGER DEFAULT 0 NOT NULL CHECK (rsp_valued IN (0, 1))

ALTER TABLE bill_line ADD COLUMN rsp_valued INTEGER DEFAULT 0 NOT NULL CHECK (rsp_valued IN (0, 1))

ALTER TABLE "order" ADD COLUMN buyer_name TEXT

ALTER TABLE "order" ADD COLUMN buyer_address TEXT

ALTER TABLE "order" ADD COLUMN override_supply TEXT

ALTER TABLE "order" ADD COLUMN override_state TEXT

ALTER TABLE "order" ADD COLUMN override_reason TEXT

ALTER TABLE "order" ADD COLUMN override_by TEXT

ALTER TABLE bill ADD COLUMN override_supply TEXT

ALTER TABLE bill ADD COLUMN override_state TEXT

ALTER TABLE bill ADD COLUMN override_reason TEXT

ALTER TABLE bill ADD COLUMN override_by TEXT

CREATE TRIGGER receipt_voucher_no_update BEFORE UPDATE ON receipt_voucher BEGIN SELECT RAISE(ABORT, 'receipt_voucher rows are never changed'); END

CREATE TRIGGER receipt_voucher_no_delete BEFORE DELETE ON receipt_voucher BEGIN SELECT RAISE(ABORT, 'receipt_voucher rows are never deleted'); END

CREATE TRIGGER voucher_use_no_update BEFORE UPDATE ON voucher_use BEGIN SELECT RAISE(ABORT, 'voucher_use rows are never changed'); END

CREATE TRIGGER voucher_use_no_delete BEFORE DELETE ON voucher_use BEGIN SELECT RAISE(ABORT, 'voucher_use rows are never deleted'); END

CREATE TRIGGER gst_data_version_no_update BEFORE UPDATE ON gst_data_version BEGIN SELECT RAISE(ABORT, 'gst_data_version rows are never changed'); END

CREATE TRIGGER gst_data_version_no_delete BEFORE DELETE ON gst_data_version BEGIN SELECT RAISE(ABORT, 'gst_data_version rows are never deleted'); END
