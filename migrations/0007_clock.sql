-- The whole clock: every state a case waits in, its readings, and what is asked of it daily.

-- A case that waits for the applicant has no due day; one whose consultation has no end in
-- sight, that was withdrawn or is void has none either.
drop index application_open_by_due;
alter table application
    drop constraint application_status_known,
    drop constraint application_due_with_receipt,
    drop constraint application_running_is_open,
    add column due_certain boolean not null default true,
    add column waiting_until date,
    add column paused_until date,
    add column paused_for text
        constraint application_paused_for_known
        check (paused_for in ('third_party', 'joint_agency', 'other_agency')),
    add column unit text;
update application
set due_certain = not due_provisional or status in ('withdrawn', 'voided'),
    due_on = case when status not in ('withdrawn', 'voided') then due_on end,
    status = case status when 'unconfirmed' then 'awaiting_confirmation' else status end
where due_provisional or status in ('unconfirmed', 'withdrawn', 'voided');
alter table application
    drop column due_provisional,
    add constraint application_status_known
        check (status in ('awaiting_confirmation', 'running', 'awaiting_correction',
                          'awaiting_fee', 'answered', 'withdrawn', 'voided')),
    add constraint application_due_after_receipt check (due_on is null or received_on is not null),
    add constraint application_open_is_received
        check (status not in ('running', 'awaiting_correction', 'awaiting_fee')
               or (received_on is not null and closed_on is null)),
    add constraint application_waiting_has_no_due
        check (status not in ('awaiting_correction', 'awaiting_fee') or due_on is null),
    add constraint application_pause_has_party
        check ((paused_until is null) = (paused_for is null)),
    add constraint application_wait_only_while_waiting
        check (waiting_until is null or status in ('awaiting_correction', 'awaiting_fee'));
comment on column application.status is
    'what the events say; overdue, paused and lapsed depend on the day and are asked of status_on';
comment on column application.due_certain is 'false: rests on a calendar not yet published';
comment on column application.waiting_until is
    'limit of the correction or payment waited for, null: none set';
comment on column application.paused_until is
    'last excluded day of the consultations that are open, infinity: no end in sight';
comment on column application.unit is 'the unit (承办机构) that handles it';
create index application_open_by_due on application (agency, due_on, id)
    where status not in ('answered', 'withdrawn', 'voided');

alter table event
    drop constraint event_kind_known,
    add constraint event_kind_known
        check (kind in ('registered', 'confirmed', 'correction_notice', 'correction_received',
                        'third_party_sent', 'third_party_reply', 'joint_agency_sent',
                        'joint_agency_reply', 'other_agency_sent', 'other_agency_reply',
                        'consultation_closed', 'delivered', 'extension', 'reasons_notice',
                        'reasons_received', 'delay', 'fee_notice', 'fee_paid', 'answered',
                        'withdrawn', 'voided', 'redated', 'retracted'));

-- How an agency, and all below it, reads the law where it is open; the latest row holds.  A
-- case keeps the readings of its registration, which are written in that event.
create table agency_reading (
    agency integer not null constraint agency_reading_agency_exists references agency,
    reading text not null,
    n integer not null,
    value text,
    basis text not null constraint agency_reading_basis_filled check (basis <> ''),
    recorded_at timestamptz not null,
    actor text not null,
    constraint agency_reading_pk primary key (agency, reading, n)
);
comment on column agency_reading.value is 'null: as the agency above reads it';
comment on column agency_reading.basis is 'why: instrument, decision, practice';
