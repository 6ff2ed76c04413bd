-- Schema 4: what metrics rest on besides tickets. All judgement: typed, pasted, imported by a person.

-- cohort_id NULL: everybody. A figure that is NULL was not given.
CREATE TABLE usage_day (
  id TEXT NOT NULL PRIMARY KEY,
  date TEXT NOT NULL,
  cohort_id TEXT REFERENCES cohort (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  active_users INTEGER CHECK (active_users >= 0),
  help_users INTEGER CHECK (help_users >= 0),
  help_sessions INTEGER CHECK (help_sessions >= 0),
  confirmed_deflections INTEGER CHECK (confirmed_deflections >= 0)
) STRICT, WITHOUT ROWID;

-- By the day of the start. step_id NULL: the whole hot path.
CREATE TABLE completion_day (
  id TEXT NOT NULL PRIMARY KEY,
  date TEXT NOT NULL,
  workflow_id TEXT NOT NULL REFERENCES workflow (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  step_id TEXT REFERENCES workflow_step (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  cohort_id TEXT REFERENCES cohort (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  started INTEGER CHECK (started >= 0),
  completed INTEGER CHECK (completed >= 0),
  failed INTEGER CHECK (failed >= 0),
  retried INTEGER CHECK (retried >= 0)
) STRICT, WITHOUT ROWID;

-- What an activity of a workflow event log means.
CREATE TABLE activity (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL CHECK (length (name) > 0),
  workflow_id TEXT NOT NULL REFERENCES workflow (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  meaning TEXT NOT NULL CHECK (meaning IN ('started', 'step', 'completed', 'failed')),
  step_id TEXT REFERENCES workflow_step (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
  rank TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

-- What a metric should reach: a metric's id, in its unit (shares as fractions).
CREATE TABLE metric_target (
  id TEXT NOT NULL PRIMARY KEY,
  metric TEXT NOT NULL,
  value REAL NOT NULL
) STRICT, WITHOUT ROWID;
