CREATE TABLE answer (
    scope INTEGER NOT NULL,
    request_id TEXT NOT NULL,
    use_case TEXT NOT NULL CHECK (length(use_case) > 0),
    result TEXT NOT NULL,
    at TEXT NOT NULL,
    CONSTRAINT pk_answer PRIMARY KEY (scope, request_id)
) STRICT

CREATE TABLE organisation (
    id INTEGER NOT NULL,
    uuid TEXT NOT NULL,
    name TEXT NOT NULL CHECK (length(name) > 0),
    CONSTRAINT pk_organisation PRIMARY KEY (id),
    CONSTRAINT uq_organisation_uuid UNIQUE (uuid)
) STRICT

CREATE TABLE outlet (
    id INTEGER NOT NULL,
    uuid TEXT NOT NULL,
    organisation_id INTEGER NOT NULL,
    name TEXT NOT NULL CHECK (length(name) > 0),
    legal_name TEXT NOT NULL,
    address TEXT NOT NULL,
    phone TEXT NOT NULL,
    state_code TEXT NOT NULL CHECK (length(state_code) > 0),
    registration TEXT NOT NULL,
    gstin TEXT,
    fssai TEXT,
    upi_id TEXT,
    round_to_rupee INTEGER NOT NULL CHECK (round_to_rupee IN (0, 1)),
    card_enabled INTEGER NOT NULL CHECK (card_enabled IN (0, 1)),
    credit_enabled INTEGER NOT NULL CHECK (credit_enabled IN (0, 1)),
    utc_offset_minutes INTEGER NOT NULL,
    day_cutoff_minutes INTEGER NOT NULL,
    receipt_header TEXT NOT NULL,
    receipt_footer TEXT NOT NULL,
    is_demo INTEGER NOT NULL CHECK (is_demo IN (0, 1)),
    CONSTRAINT pk_outlet PRIMARY KEY (id),
    CHECK (registration IN ('regular', 'composition', 'unregistered')),
    CONSTRAINT uq_outlet_uuid UNIQUE (uuid),
    CONSTRAINT fk_outlet_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id)
) STRICT

CREATE TABLE category (
    id INTEGER NOT NULL,
    uuid TEXT NOT NULL,
    outlet_id INTEGER NOT NULL,
    name TEXT NOT NULL CHECK (length(name) > 0),
    name_hi TEXT NOT NULL,
    colour TEXT NOT NULL,
    CONSTRAINT pk_category PRIMARY KEY (id),
    CONSTRAINT uq_category_outlet_id_name UNIQUE (outlet_id, name),
    CONSTRAINT uq_category_uuid UNIQUE (uuid),
    CONSTRAINT fk_category_outlet_id FOREIGN KEY(outlet_id) REFERENCES outlet (id)
) STRICT

CREATE TABLE customer (
    id INTEGER NOT NULL,
    uuid TEXT NOT NULL,
    outlet_id INTEGER NOT NULL,
    name TEXT NOT NULL CHECK (length(name) > 0),
    phone TEXT,
    email TEXT NOT NULL,
    address TEXT NOT NULL,
    is_gst_customer INTEGER NOT NULL CHECK (is_gst_customer IN (0, 1)),
    company_name TEXT NOT NULL,
    gstin TEXT,
    gstin_verified INTEGER NOT NULL CHECK (gstin_verified IN (0, 1)),
    gst_state_code TEXT,
    company_phone TEXT NOT NULL,
    company_address TEXT NOT NULL,
    notes TEXT NOT NULL,
    credit_limit INTEGER CHECK (credit_limit >= 0),
    balance INTEGER NOT NULL,
    total_orders INTEGER NOT NULL CHECK (total_orders >= 0),
    total_spent INTEGER NOT NULL,
    last_order_at TEXT,
    is_active INTEGER NOT NULL CHECK (is_active IN (0, 1)),
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    CONSTRAINT pk_customer PRIMARY KEY (id),
    CONSTRAINT uq_customer_outlet_id_phone UNIQUE (outlet_id, phone),
    CONSTRAINT uq_customer_uuid UNIQUE (uuid),
    CONSTRAINT fk_customer_outlet_id FOREIGN KEY(outlet_id) REFERENCES outlet (id)
) STRICT

CREATE INDEX ix_customer_balance ON customer (outlet_id, balance)

CREATE TABLE order_series (
    outlet_id INTEGER NOT NULL,
    day TEXT NOT NULL,
    last INTEGER NOT NULL CHECK (last > 0),
    CONSTRAINT pk_order_series PRIMARY KEY (outlet_id, day),
    CONSTRAINT fk_order_series_outlet_id FOREIGN KEY(outlet_id) REFERENCES outlet (id)
) WITHOUT ROWID, STRICT

CREATE TABLE tax_class (
    id INTEGER NOT NULL,
    uuid TEXT NOT NULL,
    outlet_id INTEGER NOT NULL,
    code TEXT NOT NULL CHECK (length(code) > 0),
    name TEXT NOT NULL CHECK (length(name) > 0),
    treatment TEXT NOT NULL,
    supply TEXT NOT NULL,
    CONSTRAINT pk_tax_class PRIMARY KEY (id),
    CONSTRAINT uq_tax_class_outlet_id_code UNIQUE (outlet_id, code),
    CHECK (treatment IN ('taxable', 'nil', 'exempt', 'non_gst')),
    CHECK (supply IN ('goods', 'service', 'restaurant')),
    CONSTRAINT uq_tax_class_uuid UNIQUE (uuid),
    CONSTRAINT fk_tax_class_outlet_id FOREIGN KEY(outlet_id) REFERENCES outlet (id)
) STRICT

CREATE TABLE terminal (
    id INTEGER NOT NULL,
    uuid TEXT NOT NULL,
    outlet_id INTEGER NOT NULL,
    code TEXT NOT NULL CHECK (length(code) > 0),
    name TEXT NOT NULL,
    CONSTRAINT pk_terminal PRIMARY KEY (id),
    CONSTRAINT uq_terminal_code UNIQUE (code),
    CONSTRAINT uq_terminal_uuid UNIQUE (uuid),
    CONSTRAINT fk_terminal_outlet_id FOREIGN KEY(outlet_id) REFERENCES outlet (id)
) STRICT

CREATE TABLE user (
    id INTEGER NOT NULL,
    uuid TEXT NOT NULL,
    outlet_id INTEGER NOT NULL,
    login TEXT COLLATE "NOCASE" NOT NULL CHECK (length(login) > 0),
    name TEXT NOT NULL CHECK (length(name) > 0),
    role TEXT NOT NULL,
    secret TEXT NOT NULL,
    is_active INTEGER NOT NULL CHECK (is_active IN (0, 1)),
    CONSTRAINT pk_user PRIMARY KEY (id),
    CONSTRAINT uq_user_login UNIQUE (login),
    CHECK (role IN ('super_admin', 'admin', 'manager', 'cashier')),
    CONSTRAINT uq_user_uuid UNIQUE (uuid),
    CONSTRAINT fk_user_outlet_id FOREIGN KEY(outlet_id) REFERENCES outlet (id)
) STRICT

CREATE TABLE audit_entry (
    id INTEGER NOT NULL,
    uuid TEXT NOT NULL,
    at TEXT NOT NULL,
    outlet_id INTEGER,
    terminal_id INTEGER,
    user_id INTEGER,
    user_name TEXT NOT NULL,
    action TEXT NOT NULL CHECK (length(action) > 0),
    subject TEXT NOT NULL,
    details TEXT NOT NULL,
    CONSTRAINT pk_audit_entry PRIMARY KEY (id),
    CONSTRAINT fk_audit_entry_outlet_id FOREIGN KEY(outlet_id) REFERENCES outlet (id),
    CONSTRAINT fk_audit_entry_terminal_id FOREIGN KEY(terminal_id) REFERENCES terminal (id),
    CONSTRAINT fk_audit_entry_user_id FOREIGN KEY(user_id) REFERENCES user (id)
) STRICT

CREATE TABLE item (
    id INTEGER NOT NULL,
    uuid TEXT NOT NULL,
    outlet_id INTEGER NOT NULL,
    code TEXT COLLATE "NOCASE" NOT NULL CHECK (length(code) > 0),
    name TEXT NOT NULL CHECK (length(name) > 0),
    name_hi TEXT NOT NULL,
    category_id INTEGER,
    tax_class_id INTEGER NOT NULL,
    hsn TEXT NOT NULL,
    unit TEXT NOT NULL CHECK (length(unit) > 0),
    sold_by_weight INTEGER NOT NULL CHECK (sold_by_weight IN (0, 1)),
    price INTEGER NOT NULL CHECK (price >= 0),
    price_includes_tax INTEGER NOT NULL CHECK (price_includes_tax IN (0, 1)),
    mrp INTEGER CHECK (mrp >= 0),
    stock INTEGER NOT NULL,
    is_favourite INTEGER NOT NULL CHECK (is_favourite IN (0, 1)),
    is_active INTEGER NOT NULL CHECK (is_active IN (0, 1)),
    created_at TEXT NOT NULL,
    CONSTRAINT pk_item PRIMARY KEY (id),
    CONSTRAINT uq_item_outlet_id_code UNIQUE (outlet_id, code),
    CONSTRAINT uq_item_uuid UNIQUE (uuid),
    CONSTRAINT fk_item_outlet_id FOREIGN KEY(outlet_id) REFERENCES outlet (id),
    CONSTRAINT fk_item_category_id FOREIGN KEY(category_id) REFERENCES category (id),
    CONSTRAINT fk_item_tax_class_id FOREIGN KEY(tax_class_id) REFERENCES tax_class (id)
) STRICT

CREATE INDEX ix_item_favourite ON item (outlet_id, name) WHERE is_favourite = 1 AND is_active = 1

CREATE TABLE number_series (
    terminal_id INTEGER NOT NULL,
    series TEXT NOT NULL,
    year TEXT NOT NULL,
    last INTEGER NOT NULL CHECK (last > 0),
    CONSTRAINT pk_number_series PRIMARY KEY (terminal_id, series, year),
    CONSTRAINT fk_number_series_terminal_id FOREIGN KEY(terminal_id) REFERENCES terminal (id)
) WITHOUT ROWID, STRICT

CREATE TABLE "order" (
    id INTEGER NOT NULL,
    uuid TEXT NOT NULL,
    outlet_id INTEGER NOT NULL,
    terminal_id INTEGER NOT NULL,
    number TEXT NOT NULL CHECK (length(number) > 0),
    business_date TEXT NOT NULL,
    opened_at TEXT NOT NULL,
    opened_by INTEGER NOT NULL,
    status TEXT NOT NULL,
    order_type TEXT NOT NULL,
    customer_id INTEGER,
    gst_gstin TEXT,
    gst_company_name TEXT,
    gst_state_code TEXT,
    gst_is_sez INTEGER NOT NULL CHECK (gst_is_sez IN (0, 1)),
    discount_amount INTEGER CHECK (discount_amount >= 0),
    discount_percent INTEGER CHECK (discount_percent >= 0),
    label TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    CONSTRAINT pk_order PRIMARY KEY (id),
    CONSTRAINT uq_order_outlet_id_number UNIQUE (outlet_id, number),
    CHECK (status IN ('open', 'held', 'completed', 'cancelled')),
    CHECK (order_type IN ('counter', 'dine_in', 'takeaway', 'delivery')),
    CONSTRAINT uq_order_uuid UNIQUE (uuid),
    CONSTRAINT fk_order_outlet_id FOREIGN KEY(outlet_id) REFERENCES outlet (id),
    CONSTRAINT fk_order_terminal_id FOREIGN KEY(terminal_id) REFERENCES terminal (id),
    CONSTRAINT fk_order_opened_by FOREIGN KEY(opened_by) REFERENCES user (id),
    CONSTRAINT fk_order_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id)
) STRICT

CREATE INDEX ix_order_waiting ON "order" (outlet_id, id) WHERE status IN ('open', 'held')

CREATE TABLE print_job (
    id INTEGER NOT NULL,
    uuid TEXT NOT NULL,
    terminal_id INTEGER NOT NULL,
    printer TEXT NOT NULL CHECK (length(printer) > 0),
    kind TEXT NOT NULL,
    document TEXT NOT NULL,
    number TEXT NOT NULL,
    copy INTEGER NOT NULL CHECK (copy >= 0),
    data BLOB NOT NULL CHECK (length(data) > 0),
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL CHECK (attempts >= 0),
    error TEXT,
    at TEXT NOT NULL,
    user_id INTEGER NOT NULL,
    is_pending INTEGER GENERATED ALWAYS AS (state IN ('queued', 'sending', 'not_sent') OR (state = 'unconfirmed' AND error IS NOT NULL)) VIRTUAL,
    CONSTRAINT pk_print_job PRIMARY KEY (id),
    CHECK (state IN ('queued', 'sending', 'printed', 'unconfirmed', 'not_sent', 'cancelled')),
    CHECK (kind IN ('original', 'reprint', 'kick', 'report')),
    CONSTRAINT uq_print_job_uuid UNIQUE (uuid),
    CONSTRAINT fk_print_job_terminal_id FOREIGN KEY(terminal_id) REFERENCES terminal (id),
    CONSTRAINT fk_print_job_user_id FOREIGN KEY(user_id) REFERENCES user (id)
) STRICT

CREATE INDEX ix_print_job_pending ON print_job (printer, id) WHERE is_pending = 1

CREATE INDEX ix_print_job_reprint ON print_job (number, document) WHERE kind = 'reprint'

CREATE TABLE printer (
    terminal_id INTEGER NOT NULL,
    name TEXT NOT NULL CHECK (length(name) > 0),
    connection TEXT NOT NULL,
    address TEXT NOT NULL,
    dots INTEGER NOT NULL CHECK (dots >= 0),
    columns INTEGER NOT NULL CHECK (columns >= 0),
    cutter TEXT NOT NULL,
    native_qr INTEGER NOT NULL CHECK (native_qr IN (0, 1)),
    rupee TEXT NOT NULL,
    drawer_pin INTEGER CHECK (drawer_pin >= 0),
    answers_status INTEGER NOT NULL CHECK (answers_status IN (0, 1)),
    CONSTRAINT pk_printer PRIMARY KEY (terminal_id),
    CONSTRAINT fk_printer_terminal_id FOREIGN KEY(terminal_id) REFERENCES terminal (id)
) STRICT

CREATE TABLE shift (
    id INTEGER NOT NULL,
    uuid TEXT NOT NULL,
    outlet_id INTEGER NOT NULL,
    terminal_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    business_date TEXT NOT NULL,
    opened_at TEXT NOT NULL,
    opened_by INTEGER NOT NULL,
    opened_by_name TEXT NOT NULL,
    opening_cash INTEGER NOT NULL CHECK (opening_cash >= 0),
    handover_gap INTEGER NOT NULL,
    counts TEXT NOT NULL,
    CONSTRAINT pk_shift PRIMARY KEY (id),
    CONSTRAINT uq_shift_terminal_id_number UNIQUE (terminal_id, number),
    CONSTRAINT uq_shift_uuid UNIQUE (uuid),
    CONSTRAINT fk_shift_outlet_id FOREIGN KEY(outlet_id) REFERENCES outlet (id),
    CONSTRAINT fk_shift_terminal_id FOREIGN KEY(terminal_id) REFERENCES terminal (id),
    CONSTRAINT fk_shift_opened_by FOREIGN KEY(opened_by) REFERENCES user (id)
) STRICT

CREATE TABLE tax_rate (
    tax_class_id INTEGER NOT NULL,
    valid_from TEXT NOT NULL,
    gst_rate INTEGER NOT NULL CHECK (gst_rate >= 0),
    cess_rate INTEGER NOT NULL CHECK (cess_rate >= 0),
    cess_per_unit INTEGER NOT NULL CHECK (cess_per_unit >= 0),
    CONSTRAINT pk_tax_rate PRIMARY KEY (tax_class_id, valid_from),
    CONSTRAINT fk_tax_rate_tax_class_id FOREIGN KEY(tax_class_id) REFERENCES tax_class (id)
) WITHOUT ROWID, STRICT

CREATE TABLE bill (
    id INTEGER NOT NULL,
    uuid TEXT NOT NULL,
    number TEXT NOT NULL CHECK (length(number) > 0),
    outlet_id INTEGER NOT NULL,
    terminal_id INTEGER NOT NULL,
    shift_id INTEGER NOT NULL,
    order_id INTEGER NOT NULL,
    order_number TEXT NOT NULL CHECK (length(order_number) > 0),
    document TEXT NOT NULL,
    order_type TEXT NOT NULL,
    issued_at TEXT NOT NULL,
    local_time TEXT NOT NULL,
    business_date TEXT NOT NULL,
    cashier_id INTEGER NOT NULL,
    cashier_name TEXT NOT NULL,
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
    reason TEXT NOT NULL,
    discount INTEGER NOT NULL CHECK (discount >= 0),
    taxable INTEGER NOT NULL CHECK (taxable >= 0),
    cgst INTEGER NOT NULL CHECK (cgst >= 0),
    sgst INTEGER NOT NULL CHECK (sgst >= 0),
    utgst INTEGER NOT NULL CHECK (utgst >= 0),
    igst INTEGER NOT NULL CHECK (igst >= 0),
    cess INTEGER NOT NULL CHECK (cess >= 0),
    round_off INTEGER NOT NULL,
    total INTEGER NOT NULL CHECK (total >= 0),
    change INTEGER NOT NULL CHECK (change >= 0),
    item_count INTEGER NOT NULL CHECK (item_count >= 0),
    CONSTRAINT pk_bill PRIMARY KEY (id),
    CONSTRAINT uq_bill_outlet_id_number UNIQUE (outlet_id, number),
    CONSTRAINT uq_bill_order_id UNIQUE (order_id),
    CHECK (taxable + cgst + sgst + utgst + igst + cess + round_off = total),
    CHECK (cgst = sgst + utgst),
    CHECK (order_type IN ('counter', 'dine_in', 'takeaway', 'delivery')),
    CONSTRAINT uq_bill_uuid UNIQUE (uuid),
    CONSTRAINT fk_bill_outlet_id FOREIGN KEY(outlet_id) REFERENCES outlet (id),
    CONSTRAINT fk_bill_terminal_id FOREIGN KEY(terminal_id) REFERENCES terminal (id),
    CONSTRAINT fk_bill_shift_id FOREIGN KEY(shift_id) REFERENCES shift (id),
    CONSTRAINT fk_bill_order_id FOREIGN KEY(order_id) REFERENCES "order" (id),
    CONSTRAINT fk_bill_cashier_id FOREIGN KEY(cashier_id) REFERENCES user (id),
    CONSTRAINT fk_bill_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id)
) STRICT

CREATE INDEX ix_bill_business_date ON bill (outlet_id, business_date)

CREATE INDEX ix_bill_customer_id ON bill (customer_id) WHERE customer_id IS NOT NULL

CREATE TABLE item_barcode (
    id INTEGER NOT NULL,
    outlet_id INTEGER NOT NULL,
    item_id INTEGER NOT NULL,
    barcode TEXT NOT NULL CHECK (length(barcode) > 0),
    CONSTRAINT pk_item_barcode PRIMARY KEY (id),
    CONSTRAINT uq_item_barcode_outlet_id_barcode UNIQUE (outlet_id, barcode),
    CONSTRAINT fk_item_barcode_outlet_id FOREIGN KEY(outlet_id) REFERENCES outlet (id),
    CONSTRAINT fk_item_barcode_item_id FOREIGN KEY(item_id) REFERENCES item (id)
) STRICT

CREATE INDEX ix_item_barcode_item_id ON item_barcode (item_id)

CREATE TABLE open_shift (
    terminal_id INTEGER NOT NULL,
    shift_id INTEGER NOT NULL,
    CONSTRAINT pk_open_shift PRIMARY KEY (terminal_id),
    CONSTRAINT uq_open_shift_shift_id UNIQUE (shift_id),
    CONSTRAINT fk_open_shift_terminal_id FOREIGN KEY(terminal_id) REFERENCES terminal (id),
    CONSTRAINT fk_open_shift_shift_id FOREIGN KEY(shift_id) REFERENCES shift (id)
) STRICT

CREATE TABLE order_line (
    order_id INTEGER NOT NULL,
    line INTEGER NOT NULL,
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
    discount_amount INTEGER CHECK (discount_amount >= 0),
    discount_percent INTEGER CHECK (discount_percent >= 0),
    CONSTRAINT pk_order_line PRIMARY KEY (order_id, line),
    CHECK (qty > 0),
    CONSTRAINT fk_order_line_order_id FOREIGN KEY(order_id) REFERENCES "order" (id),
    CONSTRAINT fk_order_line_item_id FOREIGN KEY(item_id) REFERENCES item (id)
) WITHOUT ROWID, STRICT

CREATE TABLE payment (
    id INTEGER NOT NULL,
    uuid TEXT NOT NULL,
    number TEXT NOT NULL CHECK (length(number) > 0),
    outlet_id INTEGER NOT NULL,
    terminal_id INTEGER NOT NULL,
    shift_id INTEGER NOT NULL,
    customer_id INTEGER NOT NULL,
    outlet_name TEXT NOT NULL,
    outlet_address TEXT NOT NULL,
    outlet_phone TEXT NOT NULL,
    is_demo INTEGER NOT NULL CHECK (is_demo IN (0, 1)),
    customer_name TEXT NOT NULL,
    customer_phone TEXT,
    received_at TEXT NOT NULL,
    local_time TEXT NOT NULL,
    business_date TEXT NOT NULL,
    user_id INTEGER NOT NULL,
    cashier_name TEXT NOT NULL,
    method TEXT NOT NULL,
    amount INTEGER NOT NULL,
    reference TEXT NOT NULL,
    balance_before INTEGER NOT NULL,
    balance_after INTEGER NOT NULL,
    CONSTRAINT pk_payment PRIMARY KEY (id),
    CONSTRAINT uq_payment_outlet_id_number UNIQUE (outlet_id, number),
    CHECK (amount > 0),
    CHECK (balance_before + amount = balance_after),
    CONSTRAINT uq_payment_uuid UNIQUE (uuid),
    CONSTRAINT fk_payment_outlet_id FOREIGN KEY(outlet_id) REFERENCES outlet (id),
    CONSTRAINT fk_payment_terminal_id FOREIGN KEY(terminal_id) REFERENCES terminal (id),
    CONSTRAINT fk_payment_shift_id FOREIGN KEY(shift_id) REFERENCES shift (id),
    CONSTRAINT fk_payment_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id),
    CONSTRAINT fk_payment_user_id FOREIGN KEY(user_id) REFERENCES user (id)
) STRICT

CREATE TABLE shift_close (
    id INTEGER NOT NULL,
    uuid TEXT NOT NULL,
    shift_id INTEGER NOT NULL,
    outlet_id INTEGER NOT NULL,
    business_date TEXT NOT NULL,
    closed_at TEXT NOT NULL,
    closed_by INTEGER NOT NULL,
    closed_by_name TEXT NOT NULL,
    cash_sales INTEGER NOT NULL CHECK (cash_sales >= 0),
    cash_collections INTEGER NOT NULL CHECK (cash_collections >= 0),
    pay_ins INTEGER NOT NULL CHECK (pay_ins >= 0),
    cash_refunds INTEGER NOT NULL CHECK (cash_refunds >= 0),
    cash_payouts INTEGER NOT NULL CHECK (cash_payouts >= 0),
    cash_drops INTEGER NOT NULL CHECK (cash_drops >= 0),
    expected_cash INTEGER NOT NULL,
    closing_cash INTEGER NOT NULL CHECK (closing_cash >= 0),
    cash_variance INTEGER NOT NULL,
    counts TEXT NOT NULL,
    reason TEXT NOT NULL,
    CONSTRAINT pk_shift_close PRIMARY KEY (id),
    CONSTRAINT uq_shift_close_shift_id UNIQUE (shift_id),
    CHECK (closing_cash - expected_cash = cash_variance),
    CONSTRAINT uq_shift_close_uuid UNIQUE (uuid),
    CONSTRAINT fk_shift_close_shift_id FOREIGN KEY(shift_id) REFERENCES shift (id),
    CONSTRAINT fk_shift_close_outlet_id FOREIGN KEY(outlet_id) REFERENCES outlet (id),
    CONSTRAINT fk_shift_close_closed_by FOREIGN KEY(closed_by) REFERENCES user (id)
) STRICT

CREATE INDEX ix_shift_close_business_date ON shift_close (outlet_id, business_date)

CREATE TABLE bill_due (
    bill_id INTEGER NOT NULL,
    outlet_id INTEGER NOT NULL,
    customer_id INTEGER,
    business_date TEXT NOT NULL,
    total INTEGER NOT NULL CHECK (total >= 0),
    due INTEGER NOT NULL CHECK (due >= 0),
    CONSTRAINT pk_bill_due PRIMARY KEY (bill_id),
    CHECK (due <= total),
    CONSTRAINT fk_bill_due_bill_id FOREIGN KEY(bill_id) REFERENCES bill (id),
    CONSTRAINT fk_bill_due_outlet_id FOREIGN KEY(outlet_id) REFERENCES outlet (id),
    CONSTRAINT fk_bill_due_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id)
) STRICT

CREATE INDEX ix_bill_due_open ON bill_due (outlet_id, customer_id, business_date, due) WHERE due > 0

CREATE TABLE bill_line (
    bill_id INTEGER NOT NULL,
    line INTEGER NOT NULL,
    uuid TEXT NOT NULL,
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
    CONSTRAINT pk_bill_line PRIMARY KEY (bill_id, line),
    CHECK (qty > 0),
    CHECK (taxable + cgst + sgst + utgst + igst + cess = total),
    CHECK (cgst = sgst + utgst),
    CONSTRAINT fk_bill_line_bill_id FOREIGN KEY(bill_id) REFERENCES bill (id),
    CONSTRAINT fk_bill_line_item_id FOREIGN KEY(item_id) REFERENCES item (id)
) WITHOUT ROWID, STRICT

CREATE TABLE cash_movement (
    id INTEGER NOT NULL,
    uuid TEXT NOT NULL,
    outlet_id INTEGER NOT NULL,
    terminal_id INTEGER NOT NULL,
    shift_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    amount INTEGER NOT NULL,
    at TEXT NOT NULL,
    user_id INTEGER NOT NULL,
    bill_id INTEGER,
    payment_id INTEGER,
    reason TEXT NOT NULL,
    CONSTRAINT pk_cash_movement PRIMARY KEY (id),
    CHECK ((kind IN ('sale', 'collection', 'pay_in') AND amount > 0) OR (kind IN ('payout', 'drop', 'refund') AND amount < 0)),
    CONSTRAINT fk_cash_movement_outlet_id FOREIGN KEY(outlet_id) REFERENCES outlet (id),
    CONSTRAINT fk_cash_movement_terminal_id FOREIGN KEY(terminal_id) REFERENCES terminal (id),
    CONSTRAINT fk_cash_movement_shift_id FOREIGN KEY(shift_id) REFERENCES shift (id),
    CONSTRAINT fk_cash_movement_user_id FOREIGN KEY(user_id) REFERENCES user (id),
    CONSTRAINT fk_cash_movement_bill_id FOREIGN KEY(bill_id) REFERENCES bill (id),
    CONSTRAINT fk_cash_movement_payment_id FOREIGN KEY(payment_id) REFERENCES payment (id)
) STRICT

CREATE INDEX ix_cash_movement_shift_id ON cash_movement (shift_id, kind, amount)

CREATE TABLE ledger_entry (
    id INTEGER NOT NULL,
    uuid TEXT NOT NULL,
    outlet_id INTEGER NOT NULL,
    customer_id INTEGER NOT NULL,
    at TEXT NOT NULL,
    business_date TEXT NOT NULL,
    kind TEXT NOT NULL,
    bill_id INTEGER,
    payment_id INTEGER,
    debit INTEGER NOT NULL CHECK (debit >= 0),
    credit INTEGER NOT NULL CHECK (credit >= 0),
    CONSTRAINT pk_ledger_entry PRIMARY KEY (id),
    CHECK ((debit > 0) <> (credit > 0)),
    CONSTRAINT fk_ledger_entry_outlet_id FOREIGN KEY(outlet_id) REFERENCES outlet (id),
    CONSTRAINT fk_ledger_entry_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id),
    CONSTRAINT fk_ledger_entry_bill_id FOREIGN KEY(bill_id) REFERENCES bill (id),
    CONSTRAINT fk_ledger_entry_payment_id FOREIGN KEY(payment_id) REFERENCES payment (id)
) STRICT

CREATE INDEX ix_ledger_entry_customer_id ON ledger_entry (customer_id, business_date)

CREATE TABLE payment_allocation (
    id INTEGER NOT NULL,
    uuid TEXT NOT NULL,
    payment_id INTEGER,
    bill_id INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    at TEXT NOT NULL,
    CONSTRAINT pk_payment_allocation PRIMARY KEY (id),
    CHECK (amount > 0),
    CONSTRAINT fk_payment_allocation_payment_id FOREIGN KEY(payment_id) REFERENCES payment (id),
    CONSTRAINT fk_payment_allocation_bill_id FOREIGN KEY(bill_id) REFERENCES bill (id)
) STRICT

CREATE INDEX ix_payment_allocation_payment_id ON payment_allocation (payment_id) WHERE payment_id IS NOT NULL

CREATE TABLE stock_movement (
    id INTEGER NOT NULL,
    uuid TEXT NOT NULL,
    outlet_id INTEGER NOT NULL,
    item_id INTEGER NOT NULL,
    bill_id INTEGER,
    kind TEXT NOT NULL,
    qty INTEGER NOT NULL,
    at TEXT NOT NULL,
    CONSTRAINT pk_stock_movement PRIMARY KEY (id),
    CHECK (kind IN ('opening', 'sale')),
    CONSTRAINT fk_stock_movement_outlet_id FOREIGN KEY(outlet_id) REFERENCES outlet (id),
    CONSTRAINT fk_stock_movement_item_id FOREIGN KEY(item_id) REFERENCES item (id),
    CONSTRAINT fk_stock_movement_bill_id FOREIGN KEY(bill_id) REFERENCES bill (id)
) STRICT

CREATE TABLE tender (
    bill_id INTEGER NOT NULL,
    line INTEGER NOT NULL,
    uuid TEXT NOT NULL,
    method TEXT NOT NULL,
    amount INTEGER NOT NULL CHECK (amount >= 0),
    handed INTEGER NOT NULL CHECK (handed >= 0),
    reference TEXT NOT NULL,
    CONSTRAINT pk_tender PRIMARY KEY (bill_id, line),
    CHECK (method IN ('cash', 'card', 'upi', 'credit', 'advance')),
    CHECK (handed >= amount),
    CONSTRAINT fk_tender_bill_id FOREIGN KEY(bill_id) REFERENCES bill (id)
) WITHOUT ROWID, STRICT
