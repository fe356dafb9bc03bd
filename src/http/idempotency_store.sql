update idempotency
set status = :status, etag = :etag, location = :location, reply = :reply
where actor = :actor and key = :idempotency_key
