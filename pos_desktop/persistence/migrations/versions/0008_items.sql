CREATE TABLE item_price (
    item_id INTEGER NOT NULL,
    valid_from TEXT NOT NULL,
    price INTEGER NOT NULL CHECK (price >= 0),
    mrp INTEGER CHECK (mrp >= 0),
    CONSTRAINT pk_item_price PRIMARY KEY (item_id, valid_from),
    CONSTRAINT fk_item_price_item_id FOREIGN KEY(item_id) REFERENCES item (id)
)
 WITHOUT ROWID,
 STRICT

CREATE TABLE item_cost (
    item_id INTEGER NOT NULL,
    valid_from TEXT NOT NULL,
    cost INTEGER NOT NULL CHECK (cost >= 0),
    CONSTRAINT pk_item_cost PRIMARY KEY (item_id, valid_from),
    CONSTRAINT fk_item_cost_item_id FOREIGN KEY(item_id) REFERENCES item (id)
)
 WITHOUT ROWID,
 STRICT

CREATE TABLE stock_entry (
    id INTEGER NOT NULL,
    uuid TEXT NOT NULL,
    outlet_id INTEGER NOT NULL,
    terminal_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    at TEXT NOT NULL,
    business_date TEXT NOT NULL,
    user_id INTEGER NOT NULL,
    user_name TEXT NOT NULL CHECK (length(user_name) > 0),
    supplier TEXT NOT NULL,
    reference TEXT NOT NULL,
    reason TEXT NOT NULL,
    chain_seq INTEGER,
    CONSTRAINT pk_stock_entry PRIMARY KEY (id),
    CHECK (kind IN ('received', 'adjusted', 'counted')),
    CONSTRAINT uq_stock_entry_uuid UNIQUE (uuid),
    CONSTRAINT fk_stock_entry_outlet_id FOREIGN KEY(outlet_id) REFERENCES outlet (id),
    CONSTRAINT fk_stock_entry_terminal_id FOREIGN KEY(terminal_id) REFERENCES terminal (id),
    CONSTRAINT fk_stock_entry_user_id FOREIGN KEY(user_id) REFERENCES user (id)
)
 STRICT

CREATE INDEX ix_stock_entry_at ON stock_entry (outlet_id, at)

CREATE TABLE stock_entry_line (
    entry_id INTEGER NOT NULL,
    line INTEGER NOT NULL,
    uuid TEXT NOT NULL,
    item_id INTEGER NOT NULL,
    qty INTEGER NOT NULL,
    unit_cost INTEGER CHECK (unit_cost >= 0),
    CONSTRAINT pk_stock_entry_line PRIMARY KEY (entry_id, line),
    CHECK (qty <> 0),
    CONSTRAINT fk_stock_entry_line_entry_id FOREIGN KEY(entry_id) REFERENCES stock_entry (id),
    CONSTRAINT fk_stock_entry_line_item_id FOREIGN KEY(item_id) REFERENCES item (id)
)
 WITHOUT ROWID,
 STRICT

CREATE INDEX ix_stock_entry_line_item_id ON stock_entry_line (item_id)

CREATE TABLE item_import (
    id INTEGER NOT NULL,
    uuid TEXT NOT NULL,
    outlet_id INTEGER NOT NULL,
    at TEXT NOT NULL,
    user_id INTEGER NOT NULL,
    user_name TEXT NOT NULL CHECK (length(user_name) > 0),
    file_name TEXT NOT NULL CHECK (length(file_name) > 0),
    created INTEGER NOT NULL CHECK (created >= 0),
    changed INTEGER NOT NULL CHECK (changed >= 0),
    changes TEXT NOT NULL,
    undone_at TEXT,
    CONSTRAINT pk_item_import PRIMARY KEY (id),
    CONSTRAINT uq_item_import_uuid UNIQUE (uuid),
    CONSTRAINT fk_item_import_outlet_id FOREIGN KEY(outlet_id) REFERENCES outlet (id),
    CONSTRAINT fk_item_import_user_id FOREIGN KEY(user_id) REFERENCES user (id)
)
 STRICT

CREATE INDEX ix_item_name ON item (outlet_id, name, id)

ALTER TABLE item ADD COLUMN low_stock INTEGER CHECK (low_stock >= 0)

ALTER TABLE item_barcode ADD COLUMN qty INTEGER DEFAULT 1000 NOT NULL CHECK (qty >= 0)
