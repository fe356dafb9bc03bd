-- What the functions that write and keep the audit do.
select proname, prosrc
from pg_proc
where pronamespace = 'gongkai'::regnamespace
  and proname in ('audit_append', 'audit_head_moves', 'audit_kept', 'audit_next',
                  'disposal_digest', 'event_data_left', 'event_digest', 'event_kept',
                  'recording_time', 'redate', 'letter_kept', 'added_only',
                  'report_cases_digest', 'report_case_line', 'report_lock', 'this_moment',
                  'remedy_event_kept', 'attachment_kept', 'attachment_chunk_kept', 'attachment_release_kept')
