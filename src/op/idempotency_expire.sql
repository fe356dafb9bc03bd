-- Forgets old replies and long-ended sessions.
select idempotency_expire(:days::int)
