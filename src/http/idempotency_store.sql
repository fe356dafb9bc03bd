update idempotency
set status = :reply_status, etag = :reply_etag, location = :reply_location,
    reply = :reply_body, sealed = :reply_sealed::boolean,
    application = :application::bigint
where actor = :actor and key = :idempotency_key
