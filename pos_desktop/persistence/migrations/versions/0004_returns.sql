CREATE TABLE credit_note (
    id INTEGER NOT NULL,
    uuid TEXT NOT NULL,
    number TEXT NOT NULL CHECK (length(number) > 0),
    outlet_id INTEGER NOT NULL,
    terminal_id INTEGER NOT NULL,
    shift_id INTEGER NOT NULL,
    bill_id INTEGER NOT NULL,
    bill_number TEXT NOT NULL CHECK (length(bill_number) > 0),
    bill_date TEXT NOT NULL,
    document TEXT NOT NULL,
    is_gst INTEGER NOT NULL CHECK (is_gst IN (0, 1)),
    issued_at TEXT NOT NULL,
    local_time TEXT NOT NULL,
    business_date TEXT NOT NULL,
    cashier_id INTEGER NOT NULL,
    cashier_name TEXT NOT NULL,
    approved_by TEXT,
    reason TEXT NOT NULL CHECK (length(reason) > 0),
    customer_id INTEGER,
    seller_gstin TEXT,
    seller_state_code TEXT NOT NULL,
    seller TEXT NOT NULL,
    buyer_name TEXT,
    buyer_phone TEXT,
    buyer_address TEXT,
    buyer_gstin TEXT,
    buyer_company_name TEXT,
    buyer_state_code TEXT,
    buyer_is_sez INTEGER NOT NULL CHECK (buyer_is_sez IN (0, 1)),
    place_of_supply TEXT NOT NULL,
    place_name TEXT NOT NULL,
    is_interstate INTEGER NOT NULL CHECK (is_interstate IN (0, 1)),
    discount INTEGER NOT NULL CHECK (discount >= 0),
    taxable INTEGER NOT NULL CHECK (taxable >= 0),
    cgst INTEGER NOT NULL CHECK (cgst >= 0),
    sgst INTEGER NOT NULL CHECK (sgst >= 0),
    utgst INTEGER NOT NULL CHECK (utgst >= 0),
    igst INTEGER NOT NULL CHECK (igst >= 0),
    cess INTEGER NOT NULL CHECK (cess >= 0),
    round_off INTEGER NOT NULL,
    total INTEGER NOT NULL CHECK (total >= 0),
    item_count INTEGER NOT NULL CHECK (item_count >= 0),
    chain_seq INTEGER,
    CONSTRAINT pk_credit_note PRIMARY KEY (id),
    CONSTRAINT uq_credit_note_outlet_id_number UNIQUE (outlet_id, number),
    CHECK (taxable + cgst + sgst + utgst + igst + cess + round_off = total),
    CHECK (cgst = sgst + utgst),
    CONSTRAINT uq_credit_note_uuid UNIQUE (uuid),
    CONSTRAINT fk_credit_note_outlet_id FOREIGN KEY(outlet_id) REFERENCES outlet (id),
    CONSTRAINT fk_credit_note_terminal_id FOREIGN KEY(terminal_id) REFERENCES terminal (id),
    CONSTRAINT fk_credit_note_shift_id FOREIGN KEY(shift_id) REFERENCES shift (id),
    CONSTRAINT fk_credit_note_bill_id FOREIGN KEY(bill_id) REFERENCES bill (id),
    CONSTRAINT fk_credit_note_cashier_id FOREIGN KEY(cashier_id) REFERENCES user (id),
    CONSTRAINT fk_credit_note_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id))
 STRICT

CREATE INDEX ix_credit_note_bill_id ON credit_note (bill_id)

CREATE INDEX ix_credit_note_business_date ON credit_note (outlet_id, business_date)

CREATE INDEX ix_credit_note_customer_id ON credit_note (customer_id) WHERE customer_id IS NOT NULL

CREATE TABLE credit_note_line (
    credit_note_id INTEGER NOT NULL,
    line INTEGER NOT NULL,
    uuid TEXT NOT NULL,
    bill_line INTEGER NOT NULL CHECK (bill_line >= 0),
    item_id INTEGER,
    description TEXT NOT NULL,
    description_hi TEXT NOT NULL,
    hsn TEXT NOT NULL,
    qty INTEGER NOT NULL,
    unit TEXT NOT NULL,
    unit_price INTEGER NOT NULL CHECK (unit_price >= 0),
    price_includes_tax INTEGER NOT NULL CHECK (price_includes_tax IN (0, 1)),
    mrp INTEGER CHECK (mrp >= 0),
    treatment TEXT NOT NULL,
    supply TEXT NOT NULL,
    gst_rate INTEGER NOT NULL CHECK (gst_rate >= 0),
    cess_rate INTEGER NOT NULL CHECK (cess_rate >= 0),
    cess_per_unit INTEGER NOT NULL CHECK (cess_per_unit >= 0),
    gross INTEGER NOT NULL CHECK (gross >= 0),
    discount INTEGER NOT NULL CHECK (discount >= 0),
    bill_discount INTEGER NOT NULL CHECK (bill_discount >= 0),
    taxable INTEGER NOT NULL CHECK (taxable >= 0),
    cgst INTEGER NOT NULL CHECK (cgst >= 0),
    sgst INTEGER NOT NULL CHECK (sgst >= 0),
    utgst INTEGER NOT NULL CHECK (utgst >= 0),
    igst INTEGER NOT NULL CHECK (igst >= 0),
    cess INTEGER NOT NULL CHECK (cess >= 0),
    total INTEGER NOT NULL CHECK (total >= 0),
    restock INTEGER NOT NULL CHECK (restock IN (0, 1)),
    CONSTRAINT pk_credit_note_line PRIMARY KEY (credit_note_id, line),
    CONSTRAINT uq_credit_note_line_credit_note_id_bill_line UNIQUE (credit_note_id, bill_line),
    CHECK (qty > 0),
    CHECK (taxable + cgst + sgst + utgst + igst + cess = total),
    CHECK (cgst = sgst + utgst),
    CONSTRAINT fk_credit_note_line_credit_note_id FOREIGN KEY(credit_note_id) REFERENCES credit_note (id),
    CONSTRAINT fk_credit_note_line_item_id FOREIGN KEY(item_id) REFERENCES item (id))
 WITHOUT ROWID,
 STRICT

CREATE TABLE credit_note_refund (
    credit_note_id INTEGER NOT NULL,
    line INTEGER NOT NULL,
    uuid TEXT NOT NULL,
    method TEXT NOT NULL,
    amount INTEGER NOT NULL,
    reference TEXT NOT NULL,
    CONSTRAINT pk_credit_note_refund PRIMARY KEY (credit_note_id, line),
    CHECK (method IN ('cash', 'upi', 'card', 'account', 'exchange')),
    CHECK (amount > 0),
    CONSTRAINT fk_credit_note_refund_credit_note_id FOREIGN KEY(credit_note_id) REFERENCES credit_note (id))
 WITHOUT ROWID,
 STRICT

ALTER TABLE ledger_entry ADD COLUMN credit_note_id INTEGER

ALTER TABLE payment_allocation ADD COLUMN credit_note_id INTEGER

ALTER TABLE cash_movement ADD COLUMN credit_note_id INTEGER

ALTER TABLE stock_movement ADD COLUMN credit_note_id INTEGER

CREATE TRIGGER credit_note_no_update BEFORE UPDATE ON credit_note BEGIN SELECT RAISE(ABORT, 'credit_note rows are never changed'); END

CREATE TRIGGER credit_note_no_delete BEFORE DELETE ON credit_note BEGIN SELECT RAISE(ABORT, 'credit_note rows are never deleted'); END

CREATE TRIGGER credit_note_line_no_update BEFORE UPDATE ON credit_note_line BEGIN SELECT RAISE(ABORT, 'credit_note_line rows are never changed'); END

CREATE TRIGGER credit_note_line_no_delete BEFORE DELETE ON credit_note_line BEGIN SELECT RAISE(ABORT, 'credit_note_line rows are never deleted'); END

CREATE TRIGGER credit_note_refund_no_update BEFORE UPDATE ON credit_note_refund BEGIN SELECT RAISE(ABORT, 'credit_note_refund rows are never changed'); END

CREATE TRIGGER credit_note_refund_no_delete BEFORE DELETE ON credit_note_refund BEGIN SELECT RAISE(ABORT, 'credit_note_refund rows are never deleted'); END

CREATE TRIGGER credit_note_no_closed BEFORE INSERT ON credit_note WHEN EXISTS (SELECT 1 FROM shift_close WHERE shift_id = NEW.shift_id) BEGIN SELECT RAISE(ABORT, 'the shift is closed'); END
