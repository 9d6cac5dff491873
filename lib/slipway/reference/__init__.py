"""Reference material made from the code: the inventory's JSON Schemas, the page of keys and the page of rules."""
