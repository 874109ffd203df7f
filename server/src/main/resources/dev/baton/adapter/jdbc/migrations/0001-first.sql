create table migrations (
  number integer primary key,
  name text not null,
  sha256 text not null,
  at text not null
) strict;

-- One row for each life of a pipeline: a name that is deleted and made again has two.
create table pipelines (
  id integer primary key,
  account text not null,
  region text not null,
  name text not null,
  row_version integer not null,
  version integer not null,      -- of the current definition
  unit text not null,            -- gates and last revisions, JSON
  unfinished integer not null,   -- how many executions are
  events integer not null,       -- the stream's version: the number of its last event
  created text not null,
  deleted text
) strict;
create index pipelines_key on pipelines (account, region, name);
create unique index pipelines_live on pipelines (account, region, name) where deleted is null;
create index pipelines_unfinished on pipelines (id) where unfinished > 0;

create table pipeline_versions (
  pipeline integer not null references pipelines (id),
  version integer not null,
  document text not null,        -- as it came
  sources text not null,         -- JSON
  created text not null,
  primary key (pipeline, version)
) strict;

create table executions (
  sequence integer primary key,
  id text not null unique,
  pipeline integer not null references pipelines (id),
  account text not null,
  region text not null,
  version integer not null,
  status text not null,
  unfinished integer not null,   -- 0 or 1
  state text not null            -- the snapshot that the events fold to, JSON
) strict;
create index executions_pipeline on executions (pipeline);
create index executions_owner on executions (account, region);
create index executions_unfinished on executions (pipeline) where unfinished = 1;

create table events (
  pipeline integer not null references pipelines (id),
  number integer not null,       -- in the pipeline's stream, from 1
  execution text,
  event text not null,           -- JSON
  primary key (pipeline, number)
) strict, without rowid;

create table action_executions (
  sequence integer primary key,
  id text not null unique,
  pipeline integer not null references pipelines (id),
  execution integer not null references executions (sequence),
  run text not null              -- JSON
) strict;
create index action_executions_pipeline on action_executions (pipeline);

create table rule_executions (
  sequence integer primary key,
  id text not null unique,
  pipeline integer not null references pipelines (id),
  execution integer not null references executions (sequence),
  run text not null              -- JSON
) strict;
create index rule_executions_pipeline on rule_executions (pipeline);

create table client_tokens (
  pipeline integer not null references pipelines (id),
  token text not null,
  execution text not null,
  primary key (pipeline, token)
) strict, without rowid;

create table work (
  sequence integer primary key,
  id text not null unique,
  pipeline integer not null references pipelines (id),
  effect text not null,          -- JSON
  not_before text not null,
  begun integer not null,        -- 0 or 1
  epoch integer not null
) strict;

create table quarantine (
  sequence integer primary key,
  what text not null,
  name text not null,
  why text not null,
  at text not null,
  unique (what, name)
) strict;

create table build_numbers (
  account text not null,
  region text not null,
  project text not null,
  number integer not null,       -- the last one given
  primary key (account, region, project)
) strict, without rowid;

create table builds (
  sequence integer primary key,
  id text not null unique,
  uuid text not null,
  account text not null,
  region text not null,
  project text not null,
  action text,                   -- the action execution that it is a part of
  unfinished integer not null,   -- 0 or 1
  build text not null            -- JSON
) strict;
create index builds_uuid on builds (uuid);
create index builds_project on builds (account, region, project);
create index builds_owner on builds (account, region);
create index builds_action on builds (action) where action is not null;
create index builds_unfinished on builds (sequence) where unfinished = 1;

create table projects (
  account text not null,
  region text not null,
  name text not null,
  document text not null,        -- as it came
  created text not null,
  modified text not null,
  primary key (account, region, name)
) strict;

create table artifacts (
  sequence integer primary key,
  bucket text not null,
  key text not null,
  version text not null,
  digest text not null,
  size integer not null,
  created text not null
) strict;
create unique index artifacts_version on artifacts (bucket, key, version);
create index artifacts_latest on artifacts (bucket, key, sequence);

-- What follows holds ciphertexts: key id, algorithm, nonce, data.
create table parameters (
  name text not null,
  version integer not null,
  type text not null,
  key_id text not null,
  algorithm text not null,
  nonce blob not null,
  data blob not null,
  modified text not null,
  primary key (name, version)
) strict;

create table secrets (
  id integer primary key,
  name text not null unique,
  arn text not null unique,
  created text not null,
  changed text not null
) strict;

create table secret_versions (
  secret integer not null references secrets (id) on delete cascade,
  id text not null,
  stage text,                    -- AWSCURRENT, AWSPREVIOUS or none
  key_id text not null,
  algorithm text not null,
  nonce blob not null,
  data blob not null,
  created text not null,
  primary key (secret, id)
) strict;

create table sealed (
  name text primary key,
  key_id text not null,
  algorithm text not null,
  nonce blob not null,
  data blob not null
) strict;
