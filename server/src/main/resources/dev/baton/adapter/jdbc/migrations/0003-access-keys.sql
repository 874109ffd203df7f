create table access_keys (
  sequence integer primary key,
  id text not null unique,
  account text not null,
  kind text not null,            -- administrator, user, build
  name text not null,
  role text,                     -- with its session, or neither
  session text,
  parent text,                   -- the key that asked for it
  created text not null,
  expires integer,               -- nanoseconds since the epoch; null for a key that lasts
  key_id text not null,          -- of the ciphertext, which holds the secret and the token
  algorithm text not null,
  nonce blob not null,
  data blob not null
) strict;
create index access_keys_lasting on access_keys (account, sequence) where expires is null;
create index access_keys_expires on access_keys (expires) where expires is not null;
create index access_keys_parent on access_keys (parent) where parent is not null;
