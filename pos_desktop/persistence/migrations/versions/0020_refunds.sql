CREATE TABLE refund_voucher (
	adjustment_id INTEGER NOT NULL,
	uuid TEXT NOT NULL,
	outlet_id INTEGER NOT NULL,
	terminal_id INTEGER NOT NULL,
	shift_id INTEGER NOT NULL,
	payment_id INTEGER NOT NULL,
	amount INTEGER NOT NULL CHECK (amount >= 0),
	taxable INTEGER NOT NULL CHECK (taxable >= 0),
	cgst INTEGER NOT NULL CHECK (cgst >= 0),
	sgst INTEGER NOT NULL CHECK (sgst >= 0),
	utgst INTEGER NOT NULL CHECK (utgst >= 0),
	igst INTEGER NOT NULL CHECK (igst >= 0),
	seller TEXT NOT NULL,
	method TEXT NOT NULL,
	reference TEXT NOT NULL,
	local_time TEXT NOT NULL,
	balance_after INTEGER NOT NULL,
	chain_seq INTEGER,
	CONSTRAINT pk_refund_voucher PRIMARY KEY (adjustment_id),
	CHECK (amount > 0),
	CHECK (taxable + cgst + sgst + utgst + igst = amount),
	CHECK (cgst = sgst + utgst),
	CHECK (method IN ('cash', 'card', 'upi')),
	CONSTRAINT fk_refund_voucher_adjustment_id FOREIGN KEY(adjustment_id) REFERENCES adjustment (id),
	CONSTRAINT uq_refund_voucher_uuid UNIQUE (uuid),
	CONSTRAINT fk_refund_voucher_outlet_id FOREIGN KEY(outlet_id) REFERENCES outlet (id),
	CONSTRAINT fk_refund_voucher_terminal_id FOREIGN KEY(terminal_id) REFERENCES terminal (id),
	CONSTRAINT fk_refund_voucher_shift_id FOREIGN KEY(shift_id) REFERENCES shift (id),
	CONSTRAINT fk_refund_voucher_payment_id FOREIGN KEY(payment_id) REFERENCES payment (id)
)
 STRICT

CREATE INDEX ix_refund_voucher_payment_id ON refund_voucher (payment_id)

CREATE INDEX ix_refund_voucher_shift_id ON refund_voucher (shift_id)

CREATE TRIGGER refund_voucher_no_update BEFORE UPDATE ON refund_voucher BEGIN SELECT RAISE(ABORT, 'refund_voucher rows are never changed'); END

CREATE TRIGGER refund_voucher_no_delete BEFORE DELETE ON refund_voucher BEGIN SELECT RAISE(ABORT, 'refund_voucher rows are never deleted'); END

CREATE TRIGGER refund_voucher_no_closed BEFORE INSERT ON refund_voucher WHEN EXISTS (SELECT 1 FROM shift_close WHERE shift_id = NEW.shift_id) BEGIN SELECT RAISE(ABORT, 'the shift is closed'); END
