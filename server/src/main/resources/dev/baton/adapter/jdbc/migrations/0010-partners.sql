-- Partners' action types beside custom ones: an owner is a part of the name.
create table owned_action_types (
  id integer primary key,
  account text not null,
  region text not null,
  owner text not null,           -- Custom or ThirdParty
  category text not null,
  provider text not null,
  version text not null,
  type text not null,            -- as JSON
  created text not null,
  deleted text,                  -- its name stays taken
  unique (account, region, owner, category, provider, version)
) strict;
insert into owned_action_types
    (id, account, region, owner, category, provider, version, type, created, deleted)
  select id, account, region, 'Custom', category, provider, version, type, created, deleted
  from action_types;
drop table action_types;
alter table owned_action_types rename to action_types;
