-- Schema 1 of a launch file. Never edited after release: a change is a new migration.
--
-- judgement: TEXT random UUID keys, WITHOUT ROWID, written only through hc_history_* (undo, merge)
-- facts:     INTEGER keys inside, natural keys outside, written only by the import job
-- derived:   rebuilt by the store when stale
--
-- Instants: INTEGER UTC seconds. Dates of the launch calendar: TEXT YYYY-MM-DD.

-- ---------------------------------------------------------------- judgement

CREATE TABLE launch (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL CHECK (length (name) > 0),
  system TEXT NOT NULL DEFAULT '',
  go_live_at INTEGER NOT NULL,
  length_days INTEGER NOT NULL DEFAULT 14 CHECK (length_days BETWEEN 1 AND 366),
  zone TEXT NOT NULL,
  working_mask INTEGER NOT NULL DEFAULT 31 CHECK (working_mask BETWEEN 1 AND 127),
  target_exit TEXT,
  window_length INTEGER NOT NULL DEFAULT 5 CHECK (window_length IN (3, 5))
) STRICT, WITHOUT ROWID;

CREATE TABLE holiday (
  id TEXT NOT NULL PRIMARY KEY,
  date TEXT NOT NULL,
  name TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

-- Tickets belong to the launch when some include rule fits (or there is none) and no exclude rule.
CREATE TABLE scope_rule (
  id TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('include', 'exclude')),
  field TEXT NOT NULL CHECK (field IN ('group', 'category', 'service', 'tag', 'title_word', 'requester')),
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- name: age_bound_1 … age_bound_4, age_limit_days, resolve_target_hours, look_back_days,
-- declared_hops_allowed; later targets and baselines of metrics and criteria.
CREATE TABLE threshold (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  value REAL NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE team (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL DEFAULT 'other' CHECK (kind IN ('support', 'itsm', 'application', 'process',
    'access', 'security', 'compliance', 'vendor', 'other')),
  tier INTEGER,
  hours TEXT NOT NULL DEFAULT '',
  zone TEXT,
  is_dispatcher INTEGER NOT NULL DEFAULT 0 CHECK (is_dispatcher IN (0, 1))
) STRICT, WITHOUT ROWID;

-- ITSM assignment group → team
CREATE TABLE group_team (
  id TEXT NOT NULL PRIMARY KEY,
  group_name TEXT NOT NULL,
  team_id TEXT NOT NULL REFERENCES team (id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

-- from → to is no misrouting
CREATE TABLE declared_hop (
  id TEXT NOT NULL PRIMARY KEY,
  from_team_id TEXT NOT NULL REFERENCES team (id) DEFERRABLE INITIALLY DEFERRED,
  to_team_id TEXT NOT NULL REFERENCES team (id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE cohort (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL DEFAULT 'role' CHECK (kind IN ('role', 'region', 'business_unit', 'location', 'access_group')),
  head_count INTEGER CHECK (head_count >= 0),
  rank TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

CREATE TABLE cohort_match (
  id TEXT NOT NULL PRIMARY KEY,
  cohort_id TEXT NOT NULL REFERENCES cohort (id) DEFERRABLE INITIALLY DEFERRED,
  field TEXT NOT NULL,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- One ITSM system. url_pattern holds {key}.
CREATE TABLE source (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  url_pattern TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

-- What a person chose or accepted about a ticket; survives re-imports.
CREATE TABLE ticket_triage (
  source_id TEXT NOT NULL REFERENCES source (id) DEFERRABLE INITIALLY DEFERRED,
  external_id TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (source_id, external_id)
) STRICT, WITHOUT ROWID;

-- Profiles that a person made or changed; shipped ones are files.
CREATE TABLE import_profile (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  source_id TEXT REFERENCES source (id) DEFERRABLE INITIALLY DEFERRED,
  base TEXT NOT NULL DEFAULT '',             -- shipped profile it started from
  encoding TEXT NOT NULL DEFAULT '',
  delimiter TEXT NOT NULL DEFAULT '',
  date_order TEXT NOT NULL DEFAULT '' CHECK (date_order IN ('', 'dmy', 'mdy', 'ymd')),
  zone TEXT NOT NULL DEFAULT '',
  covers TEXT NOT NULL DEFAULT 'everything' CHECK (covers IN ('everything', 'open', 'part')),
  is_log INTEGER NOT NULL DEFAULT 0 CHECK (is_log IN (0, 1)),
  header_hash TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

CREATE TABLE import_profile_column (
  id TEXT NOT NULL PRIMARY KEY,
  profile_id TEXT NOT NULL REFERENCES import_profile (id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  header TEXT NOT NULL,
  field TEXT NOT NULL DEFAULT ''             -- '' = do not import
) STRICT, WITHOUT ROWID;

CREATE TABLE import_profile_value (
  id TEXT NOT NULL PRIMARY KEY,
  profile_id TEXT NOT NULL REFERENCES import_profile (id) DEFERRABLE INITIALLY DEFERRED,
  field TEXT NOT NULL CHECK (field IN ('state', 'priority')),
  text TEXT NOT NULL,
  value TEXT NOT NULL                        -- state class or priority word
) STRICT, WITHOUT ROWID;

-- ---------------------------------------------------------------- facts

-- Repeated texts. kind: source (text is source.id), state, priority, category, group …
CREATE TABLE term (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  UNIQUE (kind, text)
) STRICT;

CREATE TABLE import_batch (
  id INTEGER PRIMARY KEY,
  source_term INTEGER NOT NULL REFERENCES term (id),
  file_name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  imported_at INTEGER NOT NULL,
  as_of INTEGER NOT NULL,
  profile TEXT NOT NULL,
  is_log INTEGER NOT NULL CHECK (is_log IN (0, 1)),
  covers TEXT NOT NULL CHECK (covers IN ('everything', 'open', 'part')),
  encoding TEXT NOT NULL,
  delimiter TEXT NOT NULL,
  sheet TEXT NOT NULL DEFAULT '',
  header_hash TEXT NOT NULL,
  date_order TEXT NOT NULL DEFAULT '',
  zone TEXT NOT NULL,
  row_count INTEGER NOT NULL,
  ticket_count INTEGER NOT NULL,
  new_count INTEGER NOT NULL,
  changed_count INTEGER NOT NULL,
  reopened_count INTEGER NOT NULL,
  unchanged_count INTEGER NOT NULL,
  rejected_count INTEGER NOT NULL,
  missing_count INTEGER NOT NULL
) STRICT;

CREATE TABLE batch_column (
  batch_id INTEGER NOT NULL REFERENCES import_batch (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  header TEXT NOT NULL,
  field TEXT NOT NULL,
  PRIMARY KEY (batch_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE batch_warning (
  id INTEGER PRIMARY KEY,
  batch_id INTEGER NOT NULL REFERENCES import_batch (id) ON DELETE CASCADE,
  code TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT;

CREATE TABLE import_reject (
  id INTEGER PRIMARY KEY,
  batch_id INTEGER NOT NULL REFERENCES import_batch (id) ON DELETE CASCADE,
  line INTEGER NOT NULL,
  column_name TEXT NOT NULL,
  code TEXT NOT NULL,
  message TEXT NOT NULL,
  raw TEXT NOT NULL
) STRICT;

CREATE TABLE ticket (
  id INTEGER PRIMARY KEY,
  source_term INTEGER NOT NULL,
  external_id TEXT NOT NULL,
  title TEXT,
  description TEXT,
  state_term INTEGER,
  -- Not IN (…): SQLite would build a temporary table of the five words for every row it checks.
  state_class TEXT NOT NULL CHECK (state_class = 'open' OR state_class = 'waiting' OR
    state_class = 'resolved' OR state_class = 'closed' OR state_class = 'cancelled'),
  priority_term INTEGER,
  priority INTEGER CHECK (priority BETWEEN 1 AND 5),
  category_term INTEGER,
  subcategory_term INTEGER,
  group_term INTEGER,
  first_group_term INTEGER,
  assignee_term INTEGER,
  requester_term INTEGER,
  location_term INTEGER,
  department_term INTEGER,
  business_unit_term INTEGER,
  region_term INTEGER,
  role_term INTEGER,
  access_group_term INTEGER,
  channel_term INTEGER,
  tier_term INTEGER,
  service_term INTEGER,
  resolution_code_term INTEGER,
  tags TEXT,
  parent TEXT,
  opened_at INTEGER NOT NULL,
  first_assigned_at INTEGER,
  first_response_at INTEGER,
  resolved_at INTEGER,
  closed_at INTEGER,
  updated_at INTEGER,
  due_at INTEGER,
  reopen_count INTEGER,
  reassignment_count INTEGER,
  sla_met INTEGER CHECK (sla_met IN (0, 1)),
  -- The open spells in short: the end of the last one (NULL: open) and how many there are. Only a
  -- ticket with several has rows in ticket_spell. See the view open_spell.
  ended_at INTEGER,
  end_inferred INTEGER NOT NULL DEFAULT 0 CHECK (end_inferred IN (0, 1)),
  spell_count INTEGER NOT NULL DEFAULT 1 CHECK (spell_count >= 1),
  -- Its groups were seen in a log, or it was open with a group in its first file.
  routing_known INTEGER NOT NULL DEFAULT 0 CHECK (routing_known IN (0, 1)),
  first_batch INTEGER NOT NULL,
  last_batch INTEGER NOT NULL,               -- the last import that changed it
  missing_since INTEGER,                     -- batch that covers everything and does not show it
  row_hash INTEGER NOT NULL,                 -- of what the file said: skips unchanged rows
  content_hash INTEGER NOT NULL              -- of this row: finds silent corruption
) STRICT;

CREATE UNIQUE INDEX ticket_key ON ticket (source_term, external_id);

CREATE TABLE ticket_spell (
  ticket_id INTEGER NOT NULL REFERENCES ticket (id) ON DELETE CASCADE,
  start_at INTEGER NOT NULL,
  end_at INTEGER,
  end_inferred INTEGER NOT NULL DEFAULT 0 CHECK (end_inferred IN (0, 1)),
  PRIMARY KEY (ticket_id, start_at)
) STRICT, WITHOUT ROWID;

-- What two successive exports, or the rows of an event log, say happened.
CREATE TABLE ticket_change (
  id INTEGER PRIMARY KEY,
  ticket_id INTEGER NOT NULL REFERENCES ticket (id) ON DELETE CASCADE,
  batch_id INTEGER NOT NULL,
  field TEXT NOT NULL,
  old_value TEXT,
  new_value TEXT,
  seen_at INTEGER NOT NULL,
  inferred INTEGER NOT NULL CHECK (inferred IN (0, 1))
) STRICT;

CREATE INDEX ticket_change_ticket ON ticket_change (ticket_id);

-- What a batch changed, so that it can be taken back: the row as it was before, packed by
-- hc-merge (columns in schema order), and its spells.
CREATE TABLE ticket_before (
  batch_id INTEGER NOT NULL REFERENCES import_batch (id) ON DELETE CASCADE,
  ticket_id INTEGER NOT NULL,
  packed BLOB NOT NULL,
  PRIMARY KEY (batch_id, ticket_id)
) STRICT, WITHOUT ROWID;

CREATE VIEW open_spell (ticket_id, start_at, end_at, end_inferred) AS
  SELECT id, opened_at, ended_at, end_inferred FROM ticket WHERE spell_count = 1
  UNION ALL
  SELECT ticket_id, start_at, end_at, end_inferred FROM ticket_spell;

-- ---------------------------------------------------------------- history and derived

CREATE TABLE history (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  at INTEGER NOT NULL,
  author TEXT NOT NULL,
  site TEXT NOT NULL,
  label TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('edit', 'import', 'take_back', 'migration')),
  changeset BLOB,
  undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;

CREATE TABLE derived_state (
  name TEXT NOT NULL PRIMARY KEY,
  schema_version INTEGER NOT NULL,
  batch_id INTEGER
) STRICT, WITHOUT ROWID;
