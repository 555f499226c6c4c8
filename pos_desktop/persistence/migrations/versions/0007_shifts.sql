CREATE TABLE cash_slip (
	id INTEGER NOT NULL,
	uuid TEXT NOT NULL,
	number TEXT NOT NULL CHECK (length(number) > 0),
	outlet_id INTEGER NOT NULL,
	terminal_id INTEGER NOT NULL,
	shift_id INTEGER NOT NULL,
	cash_movement_id INTEGER,
	kind TEXT NOT NULL,
	amount INTEGER NOT NULL CHECK (amount >= 0),
	category TEXT NOT NULL,
	reason TEXT NOT NULL,
	payee TEXT NOT NULL,
	at TEXT NOT NULL,
	local_time TEXT NOT NULL,
	business_date TEXT NOT NULL,
	user_id INTEGER NOT NULL,
	user_name TEXT NOT NULL,
	approved_by TEXT NOT NULL,
	chain_seq INTEGER,
	CONSTRAINT pk_cash_slip PRIMARY KEY (id),
	CONSTRAINT uq_cash_slip_outlet_id_number UNIQUE (outlet_id, number),
	CHECK (kind IN ('pay_in', 'payout', 'drop', 'no_sale')),
	CHECK ((kind = 'no_sale') = (cash_movement_id IS NULL)),
	CHECK ((kind = 'no_sale') = (amount = 0)),
	CONSTRAINT uq_cash_slip_uuid UNIQUE (uuid),
	CONSTRAINT fk_cash_slip_outlet_id FOREIGN KEY(outlet_id) REFERENCES outlet (id),
	CONSTRAINT fk_cash_slip_terminal_id FOREIGN KEY(terminal_id) REFERENCES terminal (id),
	CONSTRAINT fk_cash_slip_shift_id FOREIGN KEY(shift_id) REFERENCES shift (id),
	CONSTRAINT fk_cash_slip_cash_movement_id FOREIGN KEY(cash_movement_id) REFERENCES cash_movement (id),
	CONSTRAINT fk_cash_slip_user_id FOREIGN KEY(user_id) REFERENCES user (id)
)
 STRICT

CREATE INDEX ix_cash_slip_shift_id ON cash_slip (shift_id)

CREATE TABLE shift_count (
	id INTEGER NOT NULL,
	uuid TEXT NOT NULL,
	outlet_id INTEGER NOT NULL,
	shift_id INTEGER NOT NULL,
	occasion TEXT NOT NULL,
	number INTEGER NOT NULL CHECK (number >= 0),
	at TEXT NOT NULL,
	user_id INTEGER NOT NULL,
	user_name TEXT NOT NULL,
	to_user_id INTEGER,
	to_user_name TEXT NOT NULL,
	counted INTEGER NOT NULL CHECK (counted >= 0),
	expected INTEGER NOT NULL,
	variance INTEGER NOT NULL,
	counts TEXT NOT NULL,
	CONSTRAINT pk_shift_count PRIMARY KEY (id),
	CONSTRAINT uq_shift_count_shift_id_occasion_number UNIQUE (shift_id, occasion, number),
	CHECK (occasion IN ('close', 'handover')),
	CHECK (counted - expected = variance),
	CHECK ((occasion = 'handover') = (to_user_id IS NOT NULL)),
	CONSTRAINT uq_shift_count_uuid UNIQUE (uuid),
	CONSTRAINT fk_shift_count_outlet_id FOREIGN KEY(outlet_id) REFERENCES outlet (id),
	CONSTRAINT fk_shift_count_shift_id FOREIGN KEY(shift_id) REFERENCES shift (id),
	CONSTRAINT fk_shift_count_user_id FOREIGN KEY(user_id) REFERENCES user (id),
	CONSTRAINT fk_shift_count_to_user_id FOREIGN KEY(to_user_id) REFERENCES user (id)
)
 STRICT

CREATE TABLE variance_posting (
	id INTEGER NOT NULL,
	uuid TEXT NOT NULL,
	outlet_id INTEGER NOT NULL,
	shift_id INTEGER NOT NULL,
	occasion TEXT NOT NULL,
	business_date TEXT NOT NULL,
	at TEXT NOT NULL,
	user_id INTEGER NOT NULL,
	user_name TEXT NOT NULL,
	amount INTEGER NOT NULL,
	approved_by TEXT NOT NULL,
	reason TEXT NOT NULL,
	CONSTRAINT pk_variance_posting PRIMARY KEY (id),
	CHECK (occasion IN ('close', 'handover')),
	CONSTRAINT fk_variance_posting_outlet_id FOREIGN KEY(outlet_id) REFERENCES outlet (id),
	CONSTRAINT fk_variance_posting_shift_id FOREIGN KEY(shift_id) REFERENCES shift (id),
	CONSTRAINT fk_variance_posting_user_id FOREIGN KEY(user_id) REFERENCES user (id)
)
 STRICT

CREATE INDEX ix_variance_posting_business_date ON variance_posting (outlet_id, business_date)

CREATE INDEX ix_variance_posting_shift_id ON variance_posting (shift_id)

CREATE TABLE tender_correction (
	id INTEGER NOT NULL,
	uuid TEXT NOT NULL,
	outlet_id INTEGER NOT NULL,
	terminal_id INTEGER NOT NULL,
	shift_id INTEGER NOT NULL,
	bill_id INTEGER NOT NULL,
	at TEXT NOT NULL,
	user_id INTEGER NOT NULL,
	user_name TEXT NOT NULL,
	approved_by TEXT NOT NULL,
	reason TEXT NOT NULL,
	method TEXT NOT NULL,
	amount INTEGER NOT NULL,
	reference TEXT NOT NULL,
	CONSTRAINT pk_tender_correction PRIMARY KEY (id),
	CHECK (method IN ('cash', 'card', 'upi')),
	CHECK (amount <> 0),
	CONSTRAINT fk_tender_correction_outlet_id FOREIGN KEY(outlet_id) REFERENCES outlet (id),
	CONSTRAINT fk_tender_correction_terminal_id FOREIGN KEY(terminal_id) REFERENCES terminal (id),
	CONSTRAINT fk_tender_correction_shift_id FOREIGN KEY(shift_id) REFERENCES shift (id),
	CONSTRAINT fk_tender_correction_bill_id FOREIGN KEY(bill_id) REFERENCES bill (id),
	CONSTRAINT fk_tender_correction_user_id FOREIGN KEY(user_id) REFERENCES user (id)
)
 STRICT

CREATE INDEX ix_tender_correction_bill_id ON tender_correction (bill_id)

CREATE INDEX ix_tender_correction_shift_id ON tender_correction (shift_id)

CREATE TABLE slip_match (
	id INTEGER NOT NULL,
	uuid TEXT NOT NULL,
	outlet_id INTEGER NOT NULL,
	shift_id INTEGER NOT NULL,
	at TEXT NOT NULL,
	user_id INTEGER NOT NULL,
	user_name TEXT NOT NULL,
	method TEXT NOT NULL,
	recorded INTEGER NOT NULL CHECK (recorded >= 0),
	counted INTEGER NOT NULL CHECK (counted >= 0),
	matched INTEGER NOT NULL CHECK (matched >= 0),
	slips TEXT NOT NULL,
	CONSTRAINT pk_slip_match PRIMARY KEY (id),
	CHECK (method IN ('card', 'upi')),
	CONSTRAINT uq_slip_match_uuid UNIQUE (uuid),
	CONSTRAINT fk_slip_match_outlet_id FOREIGN KEY(outlet_id) REFERENCES outlet (id),
	CONSTRAINT fk_slip_match_shift_id FOREIGN KEY(shift_id) REFERENCES shift (id),
	CONSTRAINT fk_slip_match_user_id FOREIGN KEY(user_id) REFERENCES user (id)
)
 STRICT

CREATE INDEX ix_slip_match_shift_id ON slip_match (shift_id)

CREATE TABLE z_report (
	id INTEGER NOT NULL,
	uuid TEXT NOT NULL,
	number TEXT NOT NULL CHECK (length(number) > 0),
	outlet_id INTEGER NOT NULL,
	terminal_id INTEGER NOT NULL,
	shift_id INTEGER NOT NULL,
	at TEXT NOT NULL,
	business_date TEXT NOT NULL,
	facts TEXT NOT NULL CHECK (length(facts) > 0),
	chain_seq INTEGER,
	CONSTRAINT pk_z_report PRIMARY KEY (id),
	CONSTRAINT uq_z_report_outlet_id_number UNIQUE (outlet_id, number),
	CONSTRAINT uq_z_report_shift_id UNIQUE (shift_id),
	CONSTRAINT uq_z_report_uuid UNIQUE (uuid),
	CONSTRAINT fk_z_report_outlet_id FOREIGN KEY(outlet_id) REFERENCES outlet (id),
	CONSTRAINT fk_z_report_terminal_id FOREIGN KEY(terminal_id) REFERENCES terminal (id),
	CONSTRAINT fk_z_report_shift_id FOREIGN KEY(shift_id) REFERENCES shift (id)
)
 STRICT

ALTER TABLE open_shift ADD COLUMN holder_id INTEGER DEFAULT 0 NOT NULL CHECK (holder_id >= 0)

ALTER TABLE open_shift ADD COLUMN counts_made INTEGER DEFAULT 0 NOT NULL CHECK (counts_made >= 0)

UPDATE open_shift SET holder_id = (SELECT opened_by FROM shift WHERE shift.id = open_shift.shift_id)

ALTER TABLE outlet ADD COLUMN variance_limit INTEGER DEFAULT 50000 NOT NULL CHECK (variance_limit >= 0)

CREATE TRIGGER cash_slip_no_update BEFORE UPDATE ON cash_slip BEGIN SELECT RAISE(ABORT, 'cash_slip rows are never changed'); END

CREATE TRIGGER cash_slip_no_delete BEFORE DELETE ON cash_slip BEGIN SELECT RAISE(ABORT, 'cash_slip rows are never deleted'); END

CREATE TRIGGER shift_count_no_update BEFORE UPDATE ON shift_count BEGIN SELECT RAISE(ABORT, 'shift_count rows are never changed'); END

CREATE TRIGGER shift_count_no_delete BEFORE DELETE ON shift_count BEGIN SELECT RAISE(ABORT, 'shift_count rows are never deleted'); END

CREATE TRIGGER variance_posting_no_update BEFORE UPDATE ON variance_posting BEGIN SELECT RAISE(ABORT, 'variance_posting rows are never changed'); END

CREATE TRIGGER variance_posting_no_delete BEFORE DELETE ON variance_posting BEGIN SELECT RAISE(ABORT, 'variance_posting rows are never deleted'); END

CREATE TRIGGER tender_correction_no_update BEFORE UPDATE ON tender_correction BEGIN SELECT RAISE(ABORT, 'tender_correction rows are never changed'); END

CREATE TRIGGER tender_correction_no_delete BEFORE DELETE ON tender_correction BEGIN SELECT RAISE(ABORT, 'tender_correction rows are never deleted'); END

CREATE TRIGGER slip_match_no_update BEFORE UPDATE ON slip_match BEGIN SELECT RAISE(ABORT, 'slip_match rows are never changed'); END

CREATE TRIGGER slip_match_no_delete BEFORE DELETE ON slip_match BEGIN SELECT RAISE(ABORT, 'slip_match rows are never deleted'); END

CREATE TRIGGER z_report_no_update BEFORE UPDATE ON z_report BEGIN SELECT RAISE(ABORT, 'z_report rows are never changed'); END

CREATE TRIGGER z_report_no_delete BEFORE DELETE ON z_report BEGIN SELECT RAISE(ABORT, 'z_report rows are never deleted'); END

CREATE TRIGGER cash_slip_no_closed BEFORE INSERT ON cash_slip WHEN EXISTS (SELECT 1 FROM shift_close WHERE shift_id = NEW.shift_id) BEGIN SELECT RAISE(ABORT, 'the shift is closed'); END

CREATE TRIGGER tender_correction_no_closed BEFORE INSERT ON tender_correction WHEN EXISTS (SELECT 1 FROM shift_close WHERE shift_id = NEW.shift_id) BEGIN SELECT RAISE(ABORT, 'the shift is closed'); END

CREATE INDEX ix_payment_shift_id ON payment (shift_id)
