select seq, prev, recorded_at, entry, entry_digest
from audit_next(:audit_agency::int, :application::bigint)
