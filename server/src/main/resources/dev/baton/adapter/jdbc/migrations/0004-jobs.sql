create table action_types (
  id integer primary key,
  account text not null,
  region text not null,
  category text not null,
  provider text not null,
  version text not null,
  type text not null,            -- as JSON
  created text not null,
  deleted text,                  -- its name stays taken
  unique (account, region, category, provider, version)
) strict;
create table jobs (
  sequence integer primary key,
  id text not null unique,
  account text not null,
  region text not null,
  type text not null,            -- category/owner/provider/version
  action text not null,          -- the action execution
  query text not null,           -- the queryable property: name=value
  status text not null,
  free_from integer not null,    -- milliseconds since the epoch: when a worker may have it
  over integer not null,
  undelivered integer not null,  -- the action does not know the result yet
  deadline integer not null,     -- milliseconds since the epoch
  revision integer not null,
  job text not null              -- as JSON
) strict;
create unique index jobs_open on jobs (action) where over = 0;
create index jobs_action on jobs (action, sequence);
create index jobs_waiting on jobs (account, region, type, sequence)
  where status in ('QUEUED', 'DISPATCHED');
create index jobs_undelivered on jobs (sequence) where undelivered = 1;
create index jobs_over on jobs (deadline) where over = 1;
