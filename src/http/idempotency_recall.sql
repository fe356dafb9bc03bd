select digest, status, etag, location, reply, sealed
from idempotency
where actor = :actor and key = :idempotency_key
