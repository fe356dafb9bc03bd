-- Whether nothing was recorded for the whole installation yet; its chain stays locked until the
-- transaction ends.
select seq = 1 from audit_next(0, null)
