select coalesce(max(n), 0) from calendar_change where recorded_at <= :known_at::timestamptz
