"""Reading and writing picture files: one module a file kind, one a kind of metadata."""
