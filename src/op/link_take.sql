select link_take(:link_digest::bytea)
