-- What lists show has columns of its own, before the state: a list reads no state, and not past one.
alter table executions add column mode text not null default '';
alter table executions add column rollback_target text;
alter table executions add column trigger_type text not null default '';
alter table executions add column trigger_detail text not null default '';
alter table executions add column summary text not null default '';
alter table executions add column started text not null default '';
alter table executions add column updated text not null default '';
alter table executions add column revisions text not null default '';   -- a line each
alter table executions add column stop_reason text;
alter table executions add column succeeded text not null default '';   -- stages, a line each
alter table executions add column snapshot text not null default '';

update executions set snapshot = state;
update executions set
  mode = coalesce(json_extract(state, '$.mode'), ''),
  rollback_target = json_extract(state, '$.rollbackTarget'),
  trigger_type = coalesce(json_extract(state, '$.trigger.type'), ''),
  trigger_detail = coalesce(json_extract(state, '$.trigger.detail'), ''),
  summary = coalesce(json_extract(state, '$.summary'), ''),
  started = coalesce(json_extract(state, '$.startedAt'), ''),
  updated = coalesce(json_extract(state, '$.updatedAt'), ''),
  -- Members between tabs; backslash, tab and line break are escaped.
  revisions = coalesce(
    (select group_concat(line, char(10)) from (
       select replace(replace(replace(replace(replace(
           coalesce(json_extract(value, '$.action'), '') || char(0x1f)
           || coalesce(json_extract(value, '$.artifact'), '') || char(0x1f)
           || coalesce(json_extract(value, '$.revisionId'), '') || char(0x1f)
           || replace(coalesce(json_extract(value, '$.summary'), ''), char(0x1f), ' ') || char(0x1f)
           || coalesce(json_extract(value, '$.url'), ''),
         '\', '\\'), char(9), '\t'), char(10), '\n'), char(13), '\r'), char(0x1f), char(9)) as line
       from json_each(state, '$.revisions') order by key)), ''),
  stop_reason = iif(
    json_type(state, '$.stop') = 'object', coalesce(json_extract(state, '$.stop.reason'), ''), null),
  succeeded = coalesce(
    (select group_concat(json_extract(value, '$.name'), char(10))
     from json_each(state, '$.stages') where json_extract(value, '$.status') = 'SUCCEEDED'), '')
where json_valid(state);

alter table executions drop column state;
alter table executions rename column snapshot to state;

-- The executions in which a stage has succeeded.
create table stage_successes (
  pipeline integer not null references pipelines (id),
  stage text not null,
  execution integer not null references executions (sequence),
  primary key (pipeline, stage, execution)
) strict, without rowid;
insert into stage_successes (pipeline, stage, execution)
  select distinct e.pipeline, json_extract(s.value, '$.name'), e.sequence
  from executions e, json_each(iif(json_valid(e.state), e.state, '{}'), '$.stages') s
  where json_extract(s.value, '$.status') = 'SUCCEEDED';

alter table builds add column number integer not null default 0;
alter table builds add column status text not null default '';
alter table builds add column started text not null default '';
alter table builds add column ended text;
alter table builds add column initiator text not null default '';
alter table builds add column snapshot text not null default '';

update builds set snapshot = build;
update builds set
  number = coalesce(json_extract(build, '$.number'), 0),
  status = coalesce(json_extract(build, '$.status'), ''),
  started = coalesce(json_extract(build, '$.startedAt'), ''),
  ended = json_extract(build, '$.endedAt'),
  initiator = coalesce(json_extract(build, '$.request.initiator'), '')
where json_valid(build);

alter table builds drop column build;
alter table builds rename column snapshot to build;
