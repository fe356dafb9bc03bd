select digest, status, etag, location, reply
from idempotency
where actor = :actor and key = :idempotency_key
