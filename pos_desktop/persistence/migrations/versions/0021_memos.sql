CREATE TABLE consolidated_invoice (
	id INTEGER NOT NULL,
	uuid TEXT NOT NULL,
	number TEXT NOT NULL CHECK (length(number) > 0),
	outlet_id INTEGER NOT NULL,
	terminal_id INTEGER NOT NULL,
	shift_id INTEGER,
	day TEXT NOT NULL,
	issued_at TEXT NOT NULL,
	local_time TEXT NOT NULL,
	user_id INTEGER NOT NULL,
	user_name TEXT NOT NULL,
	seller TEXT NOT NULL,
	place_of_supply TEXT NOT NULL,
	place_name TEXT NOT NULL,
	first_memo TEXT NOT NULL CHECK (length(first_memo) > 0),
	last_memo TEXT NOT NULL CHECK (length(last_memo) > 0),
	memos INTEGER NOT NULL CHECK (memos >= 0),
	taxable INTEGER NOT NULL CHECK (taxable >= 0),
	cgst INTEGER NOT NULL CHECK (cgst >= 0),
	sgst INTEGER NOT NULL CHECK (sgst >= 0),
	utgst INTEGER NOT NULL CHECK (utgst >= 0),
	igst INTEGER NOT NULL CHECK (igst >= 0),
	cess INTEGER NOT NULL CHECK (cess >= 0),
	round_off INTEGER NOT NULL,
	total INTEGER NOT NULL CHECK (total >= 0),
	chain_seq INTEGER,
	CONSTRAINT pk_consolidated_invoice PRIMARY KEY (id),
	CONSTRAINT uq_consolidated_invoice_outlet_id_number UNIQUE (outlet_id, number),
	CHECK (memos > 0),
	CHECK (taxable + cgst + sgst + utgst + igst + cess + round_off = total),
	CONSTRAINT uq_consolidated_invoice_uuid UNIQUE (uuid),
	CONSTRAINT fk_consolidated_invoice_outlet_id FOREIGN KEY(outlet_id) REFERENCES outlet (id),
	CONSTRAINT fk_consolidated_invoice_terminal_id FOREIGN KEY(terminal_id) REFERENCES terminal (id),
	CONSTRAINT fk_consolidated_invoice_shift_id FOREIGN KEY(shift_id) REFERENCES shift (id),
	CONSTRAINT fk_consolidated_invoice_user_id FOREIGN KEY(user_id) REFERENCES user (id)
)
 STRICT

CREATE INDEX ix_consolidated_invoice_local_time ON consolidated_invoice (outlet_id, local_time)

CREATE TRIGGER consolidated_invoice_no_update BEFORE UPDATE ON consolidated_invoice BEGIN SELECT RAISE(ABORT, 'consolidated_invoice rows are never changed'); END

CREATE TRIGGER consolidated_invoice_no_delete BEFORE DELETE ON consolidated_invoice BEGIN SELECT RAISE(ABORT, 'consolidated_invoice rows are never deleted'); END

CREATE TABLE consolidated_line (
	consolidated_id INTEGER NOT NULL,
	line INTEGER NOT NULL,
	hsn TEXT NOT NULL,
	description TEXT NOT NULL,
	unit TEXT NOT NULL,
	qty INTEGER NOT NULL,
	gst_rate INTEGER NOT NULL CHECK (gst_rate >= 0),
	taxable INTEGER NOT NULL CHECK (taxable >= 0),
	cgst INTEGER NOT NULL CHECK (cgst >= 0),
	sgst INTEGER NOT NULL CHECK (sgst >= 0),
	utgst INTEGER NOT NULL CHECK (utgst >= 0),
	igst INTEGER NOT NULL CHECK (igst >= 0),
	cess INTEGER NOT NULL CHECK (cess >= 0),
	total INTEGER NOT NULL CHECK (total >= 0),
	CONSTRAINT pk_consolidated_line PRIMARY KEY (consolidated_id, line),
	CHECK (taxable + cgst + sgst + utgst + igst + cess = total),
	CONSTRAINT fk_consolidated_line_consolidated_id FOREIGN KEY(consolidated_id) REFERENCES consolidated_invoice (id)
)
 WITHOUT ROWID,
 STRICT

CREATE TRIGGER consolidated_line_no_update BEFORE UPDATE ON consolidated_line BEGIN SELECT RAISE(ABORT, 'consolidated_line rows are never changed'); END

CREATE TRIGGER consolidated_line_no_delete BEFORE DELETE ON consolidated_line BEGIN SELECT RAISE(ABORT, 'consolidated_line rows are never deleted'); END

CREATE TABLE consolidated_memo (
	bill_id INTEGER NOT NULL,
	consolidated_id INTEGER NOT NULL,
	CONSTRAINT pk_consolidated_memo PRIMARY KEY (bill_id),
	CONSTRAINT fk_consolidated_memo_bill_id FOREIGN KEY(bill_id) REFERENCES bill (id),
	CONSTRAINT fk_consolidated_memo_consolidated_id FOREIGN KEY(consolidated_id) REFERENCES consolidated_invoice (id)
)
 WITHOUT ROWID,
 STRICT

CREATE INDEX ix_consolidated_memo_consolidated_id ON consolidated_memo (consolidated_id)

CREATE TRIGGER consolidated_memo_no_update BEFORE UPDATE ON consolidated_memo BEGIN SELECT RAISE(ABORT, 'consolidated_memo rows are never changed'); END

CREATE TRIGGER consolidated_memo_no_delete BEFORE DELETE ON consolidated_memo BEGIN SELECT RAISE(ABORT, 'consolidated_memo rows are never deleted'); END

CREATE INDEX ix_bill_cash_memo ON bill (terminal_id) WHERE document = 'cash_memo'

ALTER TABLE outlet ADD COLUMN cash_memos INTEGER DEFAULT 0 NOT NULL CHECK (cash_memos IN (0, 1))
