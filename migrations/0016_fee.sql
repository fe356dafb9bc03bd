-- The yearly figures of fees and the list of letters under way look for few kinds of entries
-- among many.

create index event_of_fees on event (agency, happened_on)
    where kind in ('fee_notice', 'fee_paid', 'fee_refunded');

create index event_of_service on event (agency, application)
    where kind in ('dispatched', 'returned');
