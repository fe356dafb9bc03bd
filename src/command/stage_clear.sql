-- Ends the sessions that were put here without signing in.
update session set ended_at = now(), seen_at = now(), proved_at = now()
where source = 'stage' and ended_at is null
