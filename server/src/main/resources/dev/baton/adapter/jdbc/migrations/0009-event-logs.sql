create table log_groups (
  id integer primary key,
  account text not null,
  region text not null,
  name text not null,
  created text not null,
  retention integer,             -- in days
  bytes integer not null,        -- of the messages in it
  unique (account, region, name)
) strict;

create table log_group_tags (
  log_group integer not null references log_groups (id) on delete cascade,
  key text not null,
  value text not null,
  primary key (log_group, key)
) strict, without rowid;

create table log_streams (
  id integer primary key autoincrement,
  log_group integer not null references log_groups (id) on delete cascade,
  name text not null,
  created text not null,
  ingested text,
  unique (log_group, name)
) strict;

create table log_events (
  stream integer not null references log_streams (id) on delete cascade,
  place integer not null,        -- milliseconds since the epoch, and 20 bits of a number
  log_group integer not null,
  bytes integer not null,
  message text not null,
  primary key (stream, place)
) strict, without rowid;
create index log_events_age on log_events (log_group, place);
