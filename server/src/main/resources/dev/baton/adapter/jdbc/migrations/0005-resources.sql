-- Documents that an edge keeps by name, each with at most one secret.
create table resources (
  kind text not null,            -- codepipeline/webhook, codebuild/report-group, ...
  account text not null,
  region text not null,
  name text not null,
  document text not null,        -- JSON
  created text not null,
  modified text not null,
  key_id text,                   -- of the ciphertext; the four are null without a secret
  algorithm text,
  nonce blob,
  data blob,
  primary key (kind, account, region, name)
) strict, without rowid;
