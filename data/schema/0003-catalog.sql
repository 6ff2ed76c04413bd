-- Schema 3: the issue catalog, what people and rules say about tickets, escalations.

-- ---------------------------------------------------------------- judgement

-- An entry of the catalog. kind: seven deflectable questions, eight blockers, data migration.
-- severity: 1 is the worst. created_at: the 48-hour clock.
CREATE TABLE issue (
  id TEXT NOT NULL PRIMARY KEY,
  code TEXT NOT NULL DEFAULT '',
  title TEXT NOT NULL CHECK (length (title) > 0),
  workflow_id TEXT REFERENCES workflow (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
  step_id TEXT REFERENCES workflow_step (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
  kind TEXT CHECK (kind IN ('navigation', 'field_guidance', 'upload_rules', 'approval_step',
    'standard_recovery', 'known_workaround', 'how_do_i', 'access_failure', 'incorrect_permission',
    'configuration_defect', 'broken_integration', 'missing_approval_routing', 'system_error',
    'compliance_sensitive', 'policy_decision', 'data_migration')),
  cause TEXT CHECK (cause IN ('confusion', 'access', 'validation', 'defect', 'policy', 'routing')),
  action TEXT CHECK (action IN ('deflect', 'escalate', 'monitor', 'fix')),
  owner TEXT CHECK (owner IN ('support', 'itsm', 'application', 'process', 'access', 'security', 'compliance')),
  person_id TEXT REFERENCES person (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
  deputy_id TEXT REFERENCES person (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
  metric TEXT CHECK (metric IN ('pattern_repeat_rate', 'time_to_resolve', 'deflection_rate', 'backlog_age', 'completion_rate')),
  severity INTEGER CHECK (severity BETWEEN 1 AND 4),
  state TEXT NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'in_progress', 'waiting_business',
    'waiting_vendor', 'retest', 'returned', 'resolved', 'closed', 'deferred')),
  due TEXT,
  symptom TEXT NOT NULL DEFAULT '',
  error_text TEXT NOT NULL DEFAULT '',
  workaround TEXT NOT NULL DEFAULT '',
  is_known_error INTEGER NOT NULL DEFAULT 0 CHECK (is_known_error IN (0, 1)),
  preconditions TEXT NOT NULL DEFAULT '',
  how_to_undo TEXT NOT NULL DEFAULT '',
  permanent_fix TEXT NOT NULL DEFAULT '',
  valid_until TEXT,
  dependency TEXT NOT NULL DEFAULT '',
  external_reference TEXT NOT NULL DEFAULT '',
  decision TEXT CHECK (decision IN ('fix', 'accept', 'defer')),
  accepted_by TEXT NOT NULL DEFAULT '',      -- business acceptance of “accept”
  bau_owner TEXT NOT NULL DEFAULT '',
  target TEXT,                               -- date of the decision's outcome
  bau_level REAL,                            -- tickets in 5 working days that BAU can carry
  created_at INTEGER NOT NULL DEFAULT 0,
  rank TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

CREATE TABLE issue_cohort (
  id TEXT NOT NULL PRIMARY KEY,
  issue_id TEXT NOT NULL REFERENCES issue (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  cohort_id TEXT NOT NULL REFERENCES cohort (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

-- All its conditions must hold. The first rule in order that fits decides each thing it sets.
CREATE TABLE rule (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL DEFAULT '',
  is_enabled INTEGER NOT NULL DEFAULT 1 CHECK (is_enabled IN (0, 1)),
  issue_id TEXT REFERENCES issue (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  workflow_id TEXT REFERENCES workflow (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
  step_id TEXT REFERENCES workflow_step (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
  cohort_id TEXT REFERENCES cohort (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
  cause TEXT CHECK (cause IN ('confusion', 'access', 'validation', 'defect', 'policy', 'routing')),
  rank TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

-- field: a ticket field by its name. value of “in”: several, one a line.
CREATE TABLE rule_condition (
  id TEXT NOT NULL PRIMARY KEY,
  rule_id TEXT NOT NULL REFERENCES rule (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  field TEXT NOT NULL,
  operator TEXT NOT NULL CHECK (operator IN ('is', 'contains', 'word', 'starts', 'matches', 'in')),
  value TEXT NOT NULL,
  rank TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

-- NULL: nothing chosen there; what the issue, else the rules say counts.
-- how: one by one, accepted suggestion, several at once, from a text group.
ALTER TABLE ticket_triage ADD COLUMN
  issue_id TEXT REFERENCES issue (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ticket_triage ADD COLUMN
  workflow_id TEXT REFERENCES workflow (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ticket_triage ADD COLUMN
  step_id TEXT REFERENCES workflow_step (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ticket_triage ADD COLUMN
  cohort_id TEXT REFERENCES cohort (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ticket_triage ADD COLUMN
  cause TEXT CHECK (cause IN ('confusion', 'access', 'validation', 'defect', 'policy', 'routing'));
ALTER TABLE ticket_triage ADD COLUMN
  how TEXT NOT NULL DEFAULT 'choice' CHECK (how IN ('choice', 'suggestion', 'bulk', 'group'));
ALTER TABLE ticket_triage ADD COLUMN decided_at INTEGER;

-- What a person did to the text groups. words: the words of a title, sorted, with a space between;
-- apart: titles of these words lead a group of their own; ignore: no problem (“Hang up”);
-- merge: the group they lead belongs to the one that into_words lead.
CREATE TABLE text_group_choice (
  id TEXT NOT NULL PRIMARY KEY,
  words TEXT NOT NULL CHECK (length (words) > 0),
  choice TEXT NOT NULL CHECK (choice IN ('apart', 'ignore', 'merge')),
  into_words TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

CREATE TABLE stop_word (
  id TEXT NOT NULL PRIMARY KEY,
  word TEXT NOT NULL CHECK (length (word) > 0)
) STRICT, WITHOUT ROWID;

-- level: of the escalation path. due_at: acknowledged until then.
CREATE TABLE escalation (
  id TEXT NOT NULL PRIMARY KEY,
  issue_id TEXT REFERENCES issue (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
  title TEXT NOT NULL CHECK (length (title) > 0),
  level INTEGER CHECK (level BETWEEN 1 AND 9),
  team_id TEXT REFERENCES team (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
  person_id TEXT REFERENCES person (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
  raised_at INTEGER NOT NULL,
  raised_by TEXT NOT NULL DEFAULT '',
  due_at INTEGER,
  acknowledged_at INTEGER,
  acknowledged_by TEXT NOT NULL DEFAULT '',
  resolved_at INTEGER,
  outcome TEXT NOT NULL DEFAULT '',
  rank TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

-- A named set of filters of a page, as the page writes it.
CREATE TABLE saved_filter (
  id TEXT NOT NULL PRIMARY KEY,
  page TEXT NOT NULL,
  name TEXT NOT NULL CHECK (length (name) > 0),
  filter TEXT NOT NULL,
  rank TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;


-- ---------------------------------------------------------------- derived

-- What rules say, in the few combinations there are, each part with the rule that says it.
CREATE TABLE rule_result (
  id INTEGER PRIMARY KEY,
  issue_id TEXT,
  issue_rule_id TEXT,
  workflow_id TEXT,
  workflow_rule_id TEXT,
  step_id TEXT,
  step_rule_id TEXT,
  cohort_id TEXT,
  cohort_rule_id TEXT,
  cause TEXT,
  cause_rule_id TEXT
) STRICT;

-- Only tickets that some rule fits.
CREATE TABLE ticket_rule_link (
  ticket_id INTEGER PRIMARY KEY,
  result_id INTEGER NOT NULL
) STRICT;

-- What rule links were built from: rules and the newest import that they saw.
ALTER TABLE derived_state ADD COLUMN fingerprint TEXT NOT NULL DEFAULT '';
