-- Under which group and stream a build's log is shown; both empty for nowhere.
alter table builds add column log_group text not null default '';
alter table builds add column log_stream text not null default '';
update builds set
  log_group = iif(project like 'codepipeline/%', '/aws/', '/aws/codebuild/') || project,
  log_stream = uuid;
create index builds_log_group on builds (account, region, log_group, log_stream);
