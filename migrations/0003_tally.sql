-- The count, kept like a journal: every change of a case's cells is an entry of +1 or -1
-- that is never changed.  Section three as of any day and as known at any moment is a sum
-- over entries; `tally` holds the folded sums of what is known now.

create table tally_entry (
    agency integer not null,
    application bigint not null,
    n bigint generated always as identity,
    cell text not null,
    category text not null,
    happened_on date not null,
    recorded_at timestamptz not null,
    amount smallint not null constraint tally_entry_amount_unit check (amount in (-1, 1)),
    constraint tally_entry_pk primary key (agency, application, n),
    constraint tally_entry_application_exists
        foreign key (agency, application) references application (agency, id)
);
comment on column tally_entry.cell is '''new'' or an outcome';

-- Entries not yet folded; the fold takes them away.
create table tally_pending (
    agency integer not null,
    year integer not null,
    cell text not null,
    category text not null,
    amount integer not null
);

-- Sums per node of the tree: of its own cases, and of its whole subtree.  The cell
-- ''transferred'' is the open balance that came or went when an agency moved in that year.
create table tally (
    node integer not null constraint tally_node_exists references agency,
    subtree boolean not null,
    year integer not null,
    cell text not null,
    category text not null,
    amount bigint not null,
    constraint tally_pk primary key (node, subtree, year, cell, category)
);
