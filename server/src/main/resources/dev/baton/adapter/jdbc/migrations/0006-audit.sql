-- Who changed what. No index but for counting: entries are written with every change and seldom
-- read.
create table audit (
  sequence integer primary key,
  id text not null,
  at integer not null,           -- nanoseconds since the epoch
  who text not null,             -- ARN
  name text not null,            -- the ARN's last
  access_key text,
  address text not null,
  agent text not null,
  request text,
  source text not null,
  operation text not null,
  resources text not null,       -- TYPE tab NAME, a line each
  result text not null,          -- begun, ok, or the type of the error
  refused integer not null
) strict;
create index audit_done on audit (sequence) where refused = 0;
create index audit_refused on audit (sequence) where refused = 1;
