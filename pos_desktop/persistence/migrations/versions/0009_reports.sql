CREATE INDEX ix_bill_local_time ON bill (outlet_id, local_time)

CREATE INDEX ix_credit_note_local_time ON credit_note (outlet_id, local_time)

DROP INDEX ix_bill_business_date

CREATE INDEX ix_bill_business_date ON bill (outlet_id, business_date, local_time, cashier_name, order_type, discount, taxable, round_off, total)
