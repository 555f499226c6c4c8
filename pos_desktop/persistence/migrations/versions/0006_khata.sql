CREATE TABLE adjustment (
	id INTEGER NOT NULL,
	uuid TEXT NOT NULL,
	number TEXT NOT NULL CHECK (length(number) > 0),
	outlet_id INTEGER NOT NULL,
	terminal_id INTEGER NOT NULL,
	customer_id INTEGER NOT NULL,
	kind TEXT NOT NULL,
	debit INTEGER NOT NULL CHECK (debit >= 0),
	credit INTEGER NOT NULL CHECK (credit >= 0),
	at TEXT NOT NULL,
	business_date TEXT NOT NULL,
	user_id INTEGER NOT NULL,
	user_name TEXT NOT NULL,
	approved_by TEXT NOT NULL,
	reason TEXT NOT NULL CHECK (length(reason) > 0),
	payment_id INTEGER,
	reverses INTEGER,
	batch TEXT NOT NULL,
	CONSTRAINT pk_adjustment PRIMARY KEY (id),
	CONSTRAINT uq_adjustment_outlet_id_number UNIQUE (outlet_id, number),
	CHECK ((debit > 0) <> (credit > 0)),
	CHECK (kind IN ('opening', 'correction', 'write_off', 'discount', 'reversal')),
	CONSTRAINT uq_adjustment_uuid UNIQUE (uuid),
	CONSTRAINT fk_adjustment_outlet_id FOREIGN KEY(outlet_id) REFERENCES outlet (id),
	CONSTRAINT fk_adjustment_terminal_id FOREIGN KEY(terminal_id) REFERENCES terminal (id),
	CONSTRAINT fk_adjustment_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id),
	CONSTRAINT fk_adjustment_user_id FOREIGN KEY(user_id) REFERENCES user (id),
	CONSTRAINT fk_adjustment_payment_id FOREIGN KEY(payment_id) REFERENCES payment (id),
	CONSTRAINT fk_adjustment_reverses FOREIGN KEY(reverses) REFERENCES adjustment (id)
)
 STRICT

CREATE INDEX ix_adjustment_batch ON adjustment (batch) WHERE batch <> ''

CREATE INDEX ix_adjustment_payment_id ON adjustment (payment_id)

CREATE UNIQUE INDEX ix_adjustment_reversed_payment ON adjustment (payment_id) WHERE kind = 'reversal' AND payment_id IS NOT NULL

CREATE UNIQUE INDEX ix_adjustment_reverses ON adjustment (reverses) WHERE reverses IS NOT NULL

CREATE TABLE account_day (
	outlet_id INTEGER NOT NULL,
	business_date TEXT NOT NULL,
	debit INTEGER NOT NULL CHECK (debit >= 0),
	credit INTEGER NOT NULL CHECK (credit >= 0),
	CONSTRAINT pk_account_day PRIMARY KEY (outlet_id, business_date),
	CONSTRAINT fk_account_day_outlet_id FOREIGN KEY(outlet_id) REFERENCES outlet (id)
)
 WITHOUT ROWID,
 STRICT

INSERT INTO account_day (outlet_id, business_date, debit, credit) SELECT outlet_id, business_date, sum(debit), sum(credit) FROM ledger_entry GROUP BY outlet_id, business_date

DROP INDEX ix_bill_due_open

ALTER TABLE bill_due RENAME TO bill_due_before

CREATE TABLE bill_due (
	id INTEGER NOT NULL,
	bill_id INTEGER,
	adjustment_id INTEGER,
	outlet_id INTEGER NOT NULL,
	customer_id INTEGER,
	business_date TEXT NOT NULL,
	total INTEGER NOT NULL CHECK (total >= 0),
	due INTEGER NOT NULL CHECK (due >= 0),
	CONSTRAINT pk_bill_due PRIMARY KEY (id),
	CONSTRAINT uq_bill_due_bill_id UNIQUE (bill_id),
	CHECK (due <= total),
	CHECK ((bill_id IS NULL) <> (adjustment_id IS NULL)),
	CONSTRAINT fk_bill_due_bill_id FOREIGN KEY(bill_id) REFERENCES bill (id),
	CONSTRAINT fk_bill_due_adjustment_id FOREIGN KEY(adjustment_id) REFERENCES adjustment (id),
	CONSTRAINT fk_bill_due_outlet_id FOREIGN KEY(outlet_id) REFERENCES outlet (id),
	CONSTRAINT fk_bill_due_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id)
)
 STRICT

INSERT INTO bill_due (bill_id, outlet_id, customer_id, business_date, total, due) SELECT bill_id, outlet_id, customer_id, business_date, total, due FROM bill_due_before ORDER BY bill_id

DROP TABLE bill_due_before

CREATE INDEX ix_bill_due_open ON bill_due (outlet_id, customer_id, business_date, due) WHERE due > 0

CREATE TABLE due_change (
	id INTEGER NOT NULL,
	uuid TEXT NOT NULL,
	outlet_id INTEGER NOT NULL,
	due_id INTEGER NOT NULL,
	amount INTEGER NOT NULL,
	payment_id INTEGER,
	adjustment_id INTEGER,
	at TEXT NOT NULL,
	CONSTRAINT pk_due_change PRIMARY KEY (id),
	CHECK (amount <> 0),
	CONSTRAINT fk_due_change_outlet_id FOREIGN KEY(outlet_id) REFERENCES outlet (id),
	CONSTRAINT fk_due_change_due_id FOREIGN KEY(due_id) REFERENCES bill_due (id),
	CONSTRAINT fk_due_change_payment_id FOREIGN KEY(payment_id) REFERENCES payment (id),
	CONSTRAINT fk_due_change_adjustment_id FOREIGN KEY(adjustment_id) REFERENCES adjustment (id)
)
 STRICT

CREATE INDEX ix_due_change_due_id ON due_change (due_id)

CREATE INDEX ix_due_change_payment_id ON due_change (payment_id)

CREATE TABLE bill_customer (
	id INTEGER NOT NULL,
	uuid TEXT NOT NULL,
	outlet_id INTEGER NOT NULL,
	bill_id INTEGER NOT NULL,
	customer_id INTEGER NOT NULL,
	at TEXT NOT NULL,
	user_id INTEGER NOT NULL,
	CONSTRAINT pk_bill_customer PRIMARY KEY (id),
	CONSTRAINT uq_bill_customer_bill_id UNIQUE (bill_id),
	CONSTRAINT fk_bill_customer_outlet_id FOREIGN KEY(outlet_id) REFERENCES outlet (id),
	CONSTRAINT fk_bill_customer_bill_id FOREIGN KEY(bill_id) REFERENCES bill (id),
	CONSTRAINT fk_bill_customer_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id),
	CONSTRAINT fk_bill_customer_user_id FOREIGN KEY(user_id) REFERENCES user (id)
)
 STRICT

CREATE INDEX ix_bill_customer_customer_id ON bill_customer (customer_id)

ALTER TABLE customer ADD COLUMN nickname TEXT DEFAULT '' NOT NULL

ALTER TABLE customer ADD COLUMN landmark TEXT DEFAULT '' NOT NULL

ALTER TABLE customer ADD COLUMN credit_days INTEGER CHECK (credit_days >= 0)

ALTER TABLE customer ADD COLUMN credit_bills INTEGER CHECK (credit_bills >= 0)

ALTER TABLE customer ADD COLUMN credit_policy TEXT CHECK (credit_policy IN ('warn', 'stop'))

ALTER TABLE customer ADD COLUMN temporary_limit INTEGER CHECK (temporary_limit >= 0)

ALTER TABLE customer ADD COLUMN temporary_until TEXT

ALTER TABLE customer ADD COLUMN merged_into INTEGER

ALTER TABLE customer ADD COLUMN promised_on TEXT

ALTER TABLE customer ADD COLUMN promise_note TEXT DEFAULT '' NOT NULL

ALTER TABLE customer ADD COLUMN reminded_at TEXT

CREATE INDEX ix_customer_merged_into ON customer (merged_into) WHERE merged_into IS NOT NULL

ALTER TABLE outlet ADD COLUMN credit_policy TEXT DEFAULT 'stop' NOT NULL CHECK (credit_policy IN ('warn', 'stop'))

ALTER TABLE ledger_entry ADD COLUMN adjustment_id INTEGER

CREATE TRIGGER adjustment_no_update BEFORE UPDATE ON adjustment BEGIN SELECT RAISE(ABORT, 'adjustment rows are never changed'); END

CREATE TRIGGER adjustment_no_delete BEFORE DELETE ON adjustment BEGIN SELECT RAISE(ABORT, 'adjustment rows are never deleted'); END

CREATE TRIGGER due_change_no_update BEFORE UPDATE ON due_change BEGIN SELECT RAISE(ABORT, 'due_change rows are never changed'); END

CREATE TRIGGER due_change_no_delete BEFORE DELETE ON due_change BEGIN SELECT RAISE(ABORT, 'due_change rows are never deleted'); END

CREATE TRIGGER bill_customer_no_update BEFORE UPDATE ON bill_customer BEGIN SELECT RAISE(ABORT, 'bill_customer rows are never changed'); END

CREATE TRIGGER bill_customer_no_delete BEFORE DELETE ON bill_customer BEGIN SELECT RAISE(ABORT, 'bill_customer rows are never deleted'); END

DROP TRIGGER customer_words_insert

DROP TRIGGER customer_words_update

DROP TRIGGER customer_words_delete

DROP TABLE customer_words

CREATE VIRTUAL TABLE customer_words USING fts5(name, phone, company_name, gstin, nickname, landmark, content = '', contentless_delete = 1, prefix = '1 2', tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'")

CREATE TRIGGER customer_words_insert AFTER INSERT ON customer BEGIN INSERT INTO customer_words (rowid, name, phone, company_name, gstin, nickname, landmark) SELECT NEW.id, NEW.name, NEW.phone, NEW.company_name, NEW.gstin, NEW.nickname, NEW.landmark WHERE NEW.is_active = 1; END

CREATE TRIGGER customer_words_update AFTER UPDATE OF name, phone, company_name, gstin, nickname, landmark, is_active ON customer BEGIN DELETE FROM customer_words WHERE rowid = OLD.id; INSERT INTO customer_words (rowid, name, phone, company_name, gstin, nickname, landmark) SELECT NEW.id, NEW.name, NEW.phone, NEW.company_name, NEW.gstin, NEW.nickname, NEW.landmark WHERE NEW.is_active = 1; END

CREATE TRIGGER customer_words_delete AFTER DELETE ON customer BEGIN DELETE FROM customer_words WHERE rowid = OLD.id; END

INSERT INTO customer_words (rowid, name, phone, company_name, gstin, nickname, landmark) SELECT id, name, phone, company_name, gstin, nickname, landmark FROM customer WHERE is_active = 1

DROP TRIGGER customer_grams_insert

DROP TRIGGER customer_grams_update

DROP TRIGGER customer_grams_delete

DROP TABLE customer_grams

CREATE VIRTUAL TABLE customer_grams USING fts5(name, phone, company_name, gstin, nickname, landmark, content = '', contentless_delete = 1, tokenize = "trigram remove_diacritics 1")

CREATE TRIGGER customer_grams_insert AFTER INSERT ON customer BEGIN INSERT INTO customer_grams (rowid, name, phone, company_name, gstin, nickname, landmark) SELECT NEW.id, NEW.name, NEW.phone, NEW.company_name, NEW.gstin, NEW.nickname, NEW.landmark WHERE NEW.is_active = 1; END

CREATE TRIGGER customer_grams_update AFTER UPDATE OF name, phone, company_name, gstin, nickname, landmark, is_active ON customer BEGIN DELETE FROM customer_grams WHERE rowid = OLD.id; INSERT INTO customer_grams (rowid, name, phone, company_name, gstin, nickname, landmark) SELECT NEW.id, NEW.name, NEW.phone, NEW.company_name, NEW.gstin, NEW.nickname, NEW.landmark WHERE NEW.is_active = 1; END

CREATE TRIGGER customer_grams_delete AFTER DELETE ON customer BEGIN DELETE FROM customer_grams WHERE rowid = OLD.id; END

INSERT INTO customer_grams (rowid, name, phone, company_name, gstin, nickname, landmark) SELECT id, name, phone, company_name, gstin, nickname, landmark FROM customer WHERE is_active = 1

CREATE INDEX ix_payment_allocation_credit_note_id ON payment_allocation (credit_note_id) WHERE credit_note_id IS NOT NULL
