CREATE INDEX ix_item_active ON item (outlet_id, tax_class_id, is_active) WHERE is_active <> 0
