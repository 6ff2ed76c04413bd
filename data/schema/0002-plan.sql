-- Schema 2: the plan of a launch, its gates and the handoff registers. All judgement, unless said.
-- Order inside lists: rank, a text between those of the neighbours.

CREATE TABLE person (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL CHECK (length (name) > 0),
  role TEXT NOT NULL DEFAULT '',
  team_id TEXT REFERENCES team (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
  deputy_id TEXT REFERENCES person (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
  email TEXT NOT NULL DEFAULT '',
  phone TEXT NOT NULL DEFAULT '',
  hours TEXT NOT NULL DEFAULT '',
  zone TEXT NOT NULL DEFAULT '',
  rank TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

-- A hot path. Scores 1–5; NULL: not given yet.
CREATE TABLE workflow (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL CHECK (length (name) > 0),
  description TEXT NOT NULL DEFAULT '',
  owner_person_id TEXT REFERENCES person (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
  owner_team_id TEXT REFERENCES team (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
  deputy_person_id TEXT REFERENCES person (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
  impact INTEGER CHECK (impact BETWEEN 1 AND 5),
  volume INTEGER CHECK (volume BETWEEN 1 AND 5),
  likelihood INTEGER CHECK (likelihood BETWEEN 1 AND 5),
  success_metric TEXT NOT NULL DEFAULT '',
  success_unit TEXT NOT NULL DEFAULT '',
  baseline REAL,
  target REAL,
  target_direction TEXT NOT NULL DEFAULT 'at_least' CHECK (target_direction IN ('at_least', 'at_most')),
  cycle_time_hours REAL CHECK (cycle_time_hours >= 0),
  rank TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

CREATE TABLE workflow_cohort (
  id TEXT NOT NULL PRIMARY KEY,
  workflow_id TEXT NOT NULL REFERENCES workflow (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  cohort_id TEXT NOT NULL REFERENCES cohort (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE workflow_step (
  id TEXT NOT NULL PRIMARY KEY,
  workflow_id TEXT NOT NULL REFERENCES workflow (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL CHECK (length (name) > 0),
  changed TEXT NOT NULL DEFAULT 'new' CHECK (changed IN ('new', 'changed', 'same')),
  is_exception INTEGER NOT NULL DEFAULT 0 CHECK (is_exception IN (0, 1)),
  rank TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

CREATE TABLE failure_point (
  id TEXT NOT NULL PRIMARY KEY,
  step_id TEXT NOT NULL REFERENCES workflow_step (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  what_happens TEXT NOT NULL CHECK (length (what_happens) > 0),
  likely_cause TEXT CHECK (likely_cause IN ('confusion', 'access', 'validation', 'defect', 'policy', 'routing')),
  planned_action TEXT CHECK (planned_action IN ('deflect', 'escalate', 'monitor', 'fix')),
  prepared_asset TEXT NOT NULL DEFAULT '',
  asset_status TEXT NOT NULL DEFAULT 'none' CHECK (asset_status IN ('none', 'draft', 'in_review', 'approved')),
  rank TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

-- Rehearsed before go-live, or checked live after it.
CREATE TABLE rehearsal (
  id TEXT NOT NULL PRIMARY KEY,
  workflow_id TEXT NOT NULL REFERENCES workflow (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  kind TEXT NOT NULL DEFAULT 'rehearsal' CHECK (kind IN ('rehearsal', 'live_check')),
  date TEXT,
  who TEXT NOT NULL DEFAULT '',
  outcome TEXT CHECK (outcome IN ('passed', 'partly', 'failed')),
  notes TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

-- A row of the ownership matrix: one of the seven areas, a hot path, or an own one.
CREATE TABLE duty (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL CHECK (length (name) > 0),
  area TEXT NOT NULL DEFAULT 'other' CHECK (area IN ('classification', 'access', 'defects', 'guidance',
    'known_issues', 'content', 'metrics', 'workflow', 'other')),
  workflow_id TEXT REFERENCES workflow (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  rank TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

CREATE TABLE duty_role (
  id TEXT NOT NULL PRIMARY KEY,
  duty_id TEXT NOT NULL REFERENCES duty (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  team_id TEXT NOT NULL REFERENCES team (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  letter TEXT NOT NULL CHECK (letter IN ('R', 'A', 'C', 'I')),
  person_id TEXT REFERENCES person (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

-- Of a duty, or of a severity (duty NULL).
CREATE TABLE escalation_level (
  id TEXT NOT NULL PRIMARY KEY,
  duty_id TEXT REFERENCES duty (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  severity TEXT CHECK (severity IN ('critical', 'high', 'medium', 'low')),
  level INTEGER NOT NULL DEFAULT 1 CHECK (level BETWEEN 1 AND 9),
  team_id TEXT REFERENCES team (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
  person_id TEXT REFERENCES person (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
  limit_minutes INTEGER CHECK (limit_minutes > 0),
  channel TEXT NOT NULL DEFAULT '',
  hours TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

-- metric: an id of metrics.md.
CREATE TABLE baseline (
  id TEXT NOT NULL PRIMARY KEY,
  metric TEXT NOT NULL,
  value REAL NOT NULL,
  period TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

CREATE TABLE communication (
  id TEXT NOT NULL PRIMARY KEY,
  audience TEXT NOT NULL CHECK (length (audience) > 0),
  cohort_id TEXT REFERENCES cohort (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
  workflow_id TEXT REFERENCES workflow (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
  channel TEXT NOT NULL DEFAULT '',
  text TEXT NOT NULL DEFAULT '',
  planned_on TEXT,
  sender TEXT NOT NULL DEFAULT '',
  approved_by TEXT NOT NULL DEFAULT '',
  sent_on TEXT,
  rank TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

-- What a person settled about a rule: only rows that differ from the shipped rule exist.
CREATE TABLE criterion (
  id TEXT NOT NULL PRIMARY KEY,
  gate TEXT NOT NULL CHECK (gate IN ('go_live', 'exit')),
  code TEXT NOT NULL,
  is_mandatory INTEGER NOT NULL DEFAULT 1 CHECK (is_mandatory IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE criterion_waiver (
  id TEXT NOT NULL PRIMARY KEY,
  gate TEXT NOT NULL CHECK (gate IN ('go_live', 'exit')),
  code TEXT NOT NULL,
  why TEXT NOT NULL CHECK (length (why) > 0),
  by_name TEXT NOT NULL CHECK (length (by_name) > 0),
  given_at INTEGER NOT NULL,
  until TEXT
) STRICT, WITHOUT ROWID;

-- “None, on purpose”: an empty register that a person looked at. register: a table's name.
CREATE TABLE register_note (
  id TEXT NOT NULL PRIMARY KEY,
  register TEXT NOT NULL,
  by_name TEXT NOT NULL DEFAULT '',
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE evidence (
  id TEXT NOT NULL PRIMARY KEY,
  gate TEXT NOT NULL CHECK (gate IN ('go_live', 'exit')),
  code TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  file_name TEXT NOT NULL DEFAULT '',
  sha256 TEXT NOT NULL DEFAULT '',
  by_name TEXT NOT NULL DEFAULT '',
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Entries of record: append-only by the store, corrected by a later entry. content_hash is the
-- SHA-256 of the row's fields, its verdicts and the previous row's hash of the same site.
CREATE TABLE sign_off (
  id TEXT NOT NULL PRIMARY KEY,
  gate TEXT NOT NULL CHECK (gate IN ('go_live', 'exit')),
  party TEXT NOT NULL CHECK (party IN ('outgoing', 'incoming', 'business', 'vendor')),
  name TEXT NOT NULL CHECK (length (name) > 0),
  decision TEXT NOT NULL CHECK (decision IN ('approved', 'approved_with_conditions', 'refused')),
  conditions TEXT NOT NULL DEFAULT '',
  at INTEGER NOT NULL,
  as_of INTEGER,
  supersedes TEXT,
  site TEXT NOT NULL,
  previous_hash TEXT NOT NULL,
  content_hash TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE verdict_signed (
  id TEXT NOT NULL PRIMARY KEY,
  sign_off_id TEXT NOT NULL REFERENCES sign_off (id) DEFERRABLE INITIALLY DEFERRED,
  code TEXT NOT NULL,
  verdict TEXT NOT NULL,
  value REAL,
  threshold REAL,
  reason TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

-- ---------------------------------------------------------------- handoff registers

CREATE TABLE checklist_item (
  id TEXT NOT NULL PRIMARY KEY,
  item TEXT NOT NULL CHECK (length (item) > 0),
  responsible TEXT NOT NULL DEFAULT '',
  reviewer TEXT NOT NULL DEFAULT '',
  due TEXT,
  status TEXT NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'in_progress', 'done', 'not_applicable')),
  evidence TEXT NOT NULL DEFAULT '',
  rank TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

CREATE TABLE risk (
  id TEXT NOT NULL PRIMARY KEY,
  risk TEXT NOT NULL CHECK (length (risk) > 0),
  probability TEXT CHECK (probability IN ('low', 'medium', 'high')),
  impact TEXT CHECK (impact IN ('low', 'medium', 'high')),
  response TEXT NOT NULL DEFAULT '',
  owner TEXT NOT NULL DEFAULT '',
  "trigger" TEXT NOT NULL DEFAULT '',
  review_on TEXT,
  status TEXT NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'closed')),
  rank TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

CREATE TABLE improvement (
  id TEXT NOT NULL PRIMARY KEY,
  title TEXT NOT NULL CHECK (length (title) > 0),
  benefit TEXT NOT NULL DEFAULT '',
  effort TEXT CHECK (effort IN ('small', 'medium', 'large')),
  source_issue TEXT NOT NULL DEFAULT '',
  bau_owner TEXT NOT NULL DEFAULT '',
  target TEXT,
  rank TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

CREATE TABLE knowledge_transfer (
  id TEXT NOT NULL PRIMARY KEY,
  topic TEXT NOT NULL CHECK (length (topic) > 0),
  from_name TEXT NOT NULL DEFAULT '',
  to_name TEXT NOT NULL DEFAULT '',
  format TEXT NOT NULL DEFAULT '',
  date TEXT,
  status TEXT NOT NULL DEFAULT 'planned' CHECK (status IN ('planned', 'held', 'confirmed')),
  competency INTEGER CHECK (competency BETWEEN 1 AND 4),
  rank TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

CREATE TABLE lesson (
  id TEXT NOT NULL PRIMARY KEY,
  what_happened TEXT NOT NULL CHECK (length (what_happened) > 0),
  why TEXT NOT NULL DEFAULT '',
  recommendation TEXT NOT NULL DEFAULT '',
  rank TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

CREATE TABLE feedback (
  id TEXT NOT NULL PRIMARY KEY,
  date TEXT,
  cohort_id TEXT REFERENCES cohort (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
  channel TEXT NOT NULL DEFAULT '',
  text TEXT NOT NULL CHECK (length (text) > 0),
  sentiment TEXT CHECK (sentiment IN ('positive', 'neutral', 'negative')),
  rank TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

-- ---------------------------------------------------------------- derived

-- The verdict of each part on each complete day. Parts of registers cannot be replayed: they are
-- stored when the day was current.
CREATE TABLE verdict_day (
  date TEXT NOT NULL,
  gate TEXT NOT NULL CHECK (gate IN ('go_live', 'exit')),
  code TEXT NOT NULL,
  part TEXT NOT NULL,                        -- '' = the criterion itself
  verdict TEXT NOT NULL CHECK (verdict IN ('met', 'not_met', 'insufficient_data', 'not_measurable', 'waived')),
  passes INTEGER NOT NULL CHECK (passes IN (0, 1)), -- the condition alone, without its hold
  value REAL,
  threshold REAL,
  is_register INTEGER NOT NULL CHECK (is_register IN (0, 1)),
  PRIMARY KEY (date, gate, code, part)
) STRICT, WITHOUT ROWID;
