insert into resources (kind, account, region, name, document, created, modified, key_id, algorithm, nonce, data)
  values ('codebuild/report-group', '123456789012', 'eu-central-1', 'tests', '{}', '2026-01-02T03:04:05.678901Z', '2026-01-02T03:04:05.678901Z', null, null, null, null);
insert into resources (kind, account, region, name, document, created, modified, key_id, algorithm, nonce, data)
  values ('codepipeline/webhook', '123456789012', 'eu-central-1', 'hook', '{ "n" : 1 }', '2026-01-02T03:04:05.678901Z', '2026-01-02T03:04:05.678901Z', 'f893a2ee-fb32-455e-9c70-61a43b90b242', 'AES-256-GCM', x'1f83b4030444bc54fd381433', x'edeeaf066835d11eeec9745b0cfa5a5b04cf78841b209ce332d8dd');
