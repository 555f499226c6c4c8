CREATE TABLE chain_entry (
	id INTEGER NOT NULL,
	chain INTEGER NOT NULL CHECK (chain >= 0),
	seq INTEGER NOT NULL CHECK (seq >= 0),
	epoch INTEGER NOT NULL CHECK (epoch >= 0),
	form INTEGER NOT NULL CHECK (form >= 0),
	at TEXT NOT NULL,
	boot TEXT NOT NULL,
	uptime_ms INTEGER NOT NULL CHECK (uptime_ms >= 0),
	is_sure INTEGER NOT NULL CHECK (is_sure IN (0, 1)),
	body TEXT NOT NULL CHECK (length(body) > 0),
	hash BLOB NOT NULL CHECK (length(hash) = 32),
	mac BLOB NOT NULL CHECK (length(mac) = 32),
	CONSTRAINT pk_chain_entry PRIMARY KEY (id),
	CONSTRAINT uq_chain_entry_chain_seq UNIQUE (chain, seq)
)
 STRICT

CREATE TABLE chain_key (
	id INTEGER NOT NULL CHECK (id = 1),
	epoch INTEGER NOT NULL CHECK (epoch >= 0),
	"key" BLOB NOT NULL CHECK (length(key) = 32),
	CONSTRAINT pk_chain_key PRIMARY KEY (id)
)
 STRICT

CREATE TABLE sign_in_guard (
	user_id INTEGER NOT NULL,
	failures INTEGER NOT NULL CHECK (failures >= 0),
	locks INTEGER NOT NULL CHECK (locks >= 0),
	locked_ms INTEGER NOT NULL CHECK (locked_ms >= 0),
	uptime_ms INTEGER NOT NULL CHECK (uptime_ms >= 0),
	CONSTRAINT pk_sign_in_guard PRIMARY KEY (user_id),
	CONSTRAINT fk_sign_in_guard_user_id FOREIGN KEY(user_id) REFERENCES user (id)
)
 STRICT

CREATE TABLE backup_run (
	id INTEGER NOT NULL,
	uuid TEXT NOT NULL,
	at TEXT NOT NULL,
	occasion TEXT NOT NULL,
	place TEXT NOT NULL,
	path TEXT NOT NULL,
	bytes INTEGER NOT NULL,
	error TEXT NOT NULL,
	CONSTRAINT pk_backup_run PRIMARY KEY (id),
	CHECK (occasion IN ('shift_close', 'daily', 'demand', 'migration')),
	CHECK (place IN ('first', 'second'))
)
 STRICT

CREATE INDEX ix_backup_run_place ON backup_run (place, id)

CREATE INDEX ix_audit_entry_notable ON audit_entry (outlet_id, at) WHERE action <> 'bill.issued'

ALTER TABLE outlet ADD COLUMN cashier_discount_limit INTEGER DEFAULT 10000 NOT NULL CHECK (cashier_discount_limit >= 0)

ALTER TABLE outlet ADD COLUMN manager_discount_limit INTEGER DEFAULT 10000 NOT NULL CHECK (manager_discount_limit >= 0)

ALTER TABLE outlet ADD COLUMN auto_lock_minutes INTEGER DEFAULT 10 NOT NULL CHECK (auto_lock_minutes >= 0)

ALTER TABLE outlet ADD COLUMN backup_folder TEXT DEFAULT '' NOT NULL

ALTER TABLE bill ADD COLUMN chain_seq INTEGER

ALTER TABLE payment ADD COLUMN chain_seq INTEGER

ALTER TABLE shift_close ADD COLUMN chain_seq INTEGER

CREATE TRIGGER chain_entry_no_update BEFORE UPDATE ON chain_entry BEGIN SELECT RAISE(ABORT, 'chain_entry rows are never changed'); END

CREATE TRIGGER chain_entry_no_delete BEFORE DELETE ON chain_entry BEGIN SELECT RAISE(ABORT, 'chain_entry rows are never deleted'); END

CREATE TRIGGER chain_key_no_delete BEFORE DELETE ON chain_key BEGIN SELECT RAISE(ABORT, 'the chain key is replaced, never deleted'); END

CREATE TRIGGER chain_key_no_way_back BEFORE UPDATE ON chain_key WHEN NEW.epoch <> OLD.epoch + 1 BEGIN SELECT RAISE(ABORT, 'the chain key goes on by one epoch'); END
