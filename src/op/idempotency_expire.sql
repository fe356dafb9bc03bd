delete from idempotency where recorded_at < now() - make_interval(days => :days::int)
