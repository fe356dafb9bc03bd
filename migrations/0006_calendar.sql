-- Calendar facts get versions: a notice is in force, pending or withdrawn, and every change
-- of that is kept.  What the database began with is in force without a word.

update calendar_day d
set basis = (select min(o.basis) from calendar_day o
             where o.region = d.region and o.basis <> 'same'
               and extract(year from o.day) = extract(year from d.day))
where d.basis = 'same';

alter table calendar_notice
    drop constraint calendar_notice_pk,
    drop constraint calendar_notice_type_known,
    add column id integer generated always as identity
        constraint calendar_notice_pk primary key,
    add column region text not null default 'national',
    add column dated date,
    add column source text,
    add column from_start boolean not null default true,
    alter column published drop not null,
    alter column url drop not null,
    add constraint calendar_notice_type_known check (type in ('annual', 'change', 'regional'));
alter table calendar_notice
    alter column from_start set default false,
    add constraint calendar_notice_unique unique (region, notice, year),
    add constraint calendar_notice_region_fits
        check ((type = 'regional') = (region <> 'national')),
    add constraint calendar_notice_published_known
        check (type = 'regional' or published is not null);
comment on column calendar_notice.notice is 'its number, or the name of a region''s instrument';
comment on column calendar_notice.source is 'how a region''s instrument is known';
comment on column calendar_notice.from_start is 'the database began with it';

insert into calendar_notice (notice, region, year, type, from_start)
select distinct basis, region, extract(year from day)::int, 'regional', true
from calendar_day
where region <> 'national';

alter table calendar_day
    add column notice_id integer
        constraint calendar_day_notice_exists references calendar_notice;
update calendar_day d
set notice_id = n.id
from calendar_notice n
where n.region = d.region and n.notice = d.basis
  and (d.region = 'national' or n.year = extract(year from d.day));
alter table calendar_day
    drop constraint calendar_day_pk,
    drop column basis,
    alter column notice_id set not null,
    add constraint calendar_day_pk primary key (notice_id, day);
comment on column calendar_day.superseded_by is 'the notice that takes the day back';

-- Rows are only added.  Version V of the calendar is what the rows with n <= V say.
create table calendar_change (
    n integer constraint calendar_change_pk primary key
        constraint calendar_change_n_positive check (n > 0),
    notice integer not null
        constraint calendar_change_notice_exists references calendar_notice,
    act text not null
        constraint calendar_change_act_known check (act in ('adopted', 'withdrawn')),
    recorded_at timestamptz not null,
    actor text not null,
    reason text
);
comment on column calendar_change.notice is 'calendar_notice.id';
