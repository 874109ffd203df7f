alter table parameters add column description text;
alter table parameters add column allowed_pattern text;
alter table parameters add column key_name text;                       -- as it was asked for
alter table parameters add column tier text not null default 'Standard';
alter table parameters add column modified_by text not null default '';

create table parameter_tags (
  name text not null,            -- of the parameter
  key text not null,
  value text not null,
  primary key (name, key)
) strict, without rowid;

create table parameter_labels (
  name text not null,            -- of the parameter
  label text not null,
  version integer not null,
  primary key (name, label)
) strict, without rowid;
