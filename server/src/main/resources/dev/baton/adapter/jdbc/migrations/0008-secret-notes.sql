alter table secrets add column description text;
alter table secrets add column key_name text;            -- as it was asked for
alter table secrets add column policy text;              -- JSON
alter table secrets add column deletion_asked text;      -- both or neither
alter table secrets add column deletion_due integer;     -- milliseconds since the epoch
create index secrets_deleted on secrets (deletion_due) where deletion_due is not null;

create table secret_tags (
  secret integer not null references secrets (id) on delete cascade,
  key text not null,
  value text not null,
  primary key (secret, key)
) strict, without rowid;

-- A version has any number of stages, a stage one version.
create table secret_stages (
  secret integer not null references secrets (id) on delete cascade,
  stage text not null,
  version text not null,
  primary key (secret, stage)
) strict, without rowid;
insert into secret_stages (secret, stage, version)
  select secret, stage, id from secret_versions where stage is not null;
alter table secret_versions drop column stage;
alter table secret_versions add column binary integer not null default 0;   -- base64 then
