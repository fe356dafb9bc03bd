-- What a yearly report asks of one agency among thousands, without reading all of its cases:
-- the answers of the year, and the cases closed for want of payment.
create index event_of_answers on event (agency, happened_on) where kind = 'answered';
create index tally_entry_of_lapses on tally_entry (agency, happened_on) where cell = 'other_2';
