select agency, seq, encode(hash, 'hex') from audit_head where seq > 0 order by agency
