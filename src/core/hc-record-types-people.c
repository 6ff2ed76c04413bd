/* SPDX-License-Identifier: GPL-3.0-or-later */

/* People, teams, cohorts, who owns what and how it escalates. */

#include "config.h"

#include "hc-record-types-private.h"

#define MAX_HEADS 10000000
#define MAX_LIMIT_MINUTES (60 * 24 * 90)

static const HcField holiday_fields[] = {
  { "date", N_ ("Date"), HC_VALUE_DAY, HC_FIELD_REQUIRED | HC_FIELD_TITLE, .width = 12 },
  { "name", N_ ("Name"), HC_VALUE_TEXT, .width = 24 },
};
RECORD_TYPE (holiday, N_ ("Holiday"), N_ ("Holidays"), .key = { "date" });

/* ---------------------------------------------------------------- teams and people */

static const HcChoice team_kinds[] = {
  { "support", N_ ("Support") },
  { "itsm", N_ ("ITSM") },
  { "application", N_ ("Application") },
  { "process", N_ ("Process") },
  { "access", N_ ("Access") },
  { "security", N_ ("Security") },
  { "compliance", N_ ("Compliance") },
  { "vendor", N_ ("Vendor") },
  { "other", N_ ("Other") },
  { NULL, NULL },
};

static const HcField team_fields[] = {
  { "name", N_ ("Name"), HC_VALUE_TEXT, HC_FIELD_REQUIRED | HC_FIELD_TITLE, .width = 24 },
  { "kind", N_ ("Kind"), HC_VALUE_CHOICE, HC_FIELD_REQUIRED, team_kinds, .initial = "other",
    .width = 12 },
  { "tier", N_ ("Tier"), HC_VALUE_INTEGER, HC_FIELD_NULLABLE, .minimum = 1, .maximum = 9,
    .width = 5 },
  { "hours", N_ ("Hours"), HC_VALUE_TEXT, .width = 18 },
  { "zone", N_ ("Time Zone"), HC_VALUE_TEXT, HC_FIELD_NULLABLE, .width = 18 },
  { "is_dispatcher", N_ ("Dispatcher"), HC_VALUE_BOOLEAN, HC_FIELD_REQUIRED, .initial = "0",
    .width = 8 },
};
RECORD_TYPE (team, N_ ("Team"), N_ ("Teams"));

static const HcField person_fields[] = {
  { "name", N_ ("Name"), HC_VALUE_TEXT, HC_FIELD_REQUIRED | HC_FIELD_TITLE, .width = 24 },
  { "role", N_ ("Role"), HC_VALUE_TEXT, .width = 24 },
  { "team_id", N_ ("Team"), HC_VALUE_REFERENCE, HC_FIELD_NULLABLE, .reference = "team",
    .width = 20 },
  { "deputy_id", N_ ("Deputy"), HC_VALUE_REFERENCE, HC_FIELD_NULLABLE, .reference = "person",
    .width = 20 },
  { "email", N_ ("E-Mail"), HC_VALUE_TEXT, .width = 24 },
  { "phone", N_ ("Phone"), HC_VALUE_TEXT, .width = 16 },
  { "hours", N_ ("Hours"), HC_VALUE_TEXT, .width = 18 },
  { "zone", N_ ("Time Zone"), HC_VALUE_TEXT, .width = 18 },
  RANK,
};
RECORD_TYPE (person, N_ ("Person"), N_ ("People"));

static const HcField group_team_fields[] = {
  { "group_name", N_ ("Assignment Group"), HC_VALUE_TEXT, HC_FIELD_REQUIRED | HC_FIELD_TITLE,
    .width = 28 },
  { "team_id", N_ ("Team"), HC_VALUE_REFERENCE, HC_FIELD_REQUIRED | HC_FIELD_PARENT,
    .reference = "team", .width = 20 },
};
RECORD_TYPE (group_team, N_ ("Assignment Group"), N_ ("Assignment Groups"),
             .key = { "group_name" }, .stays = TRUE);

static const HcField declared_hop_fields[] = {
  { "from_team_id", N_ ("From Team"), HC_VALUE_REFERENCE, HC_FIELD_REQUIRED, .reference = "team",
    .width = 20 },
  { "to_team_id", N_ ("To Team"), HC_VALUE_REFERENCE, HC_FIELD_REQUIRED, .reference = "team",
    .width = 20 },
};
RECORD_TYPE (declared_hop, N_ ("Declared Hop"), N_ ("Declared Hops"),
             .key = { "from_team_id", "to_team_id" });

/* ---------------------------------------------------------------- cohorts */

static const HcChoice cohort_kinds[] = {
  { "role", N_ ("Role") },
  { "region", N_ ("Region") },
  { "business_unit", N_ ("Business Unit") },
  { "location", N_ ("Location") },
  { "access_group", N_ ("Access Group") },
  { NULL, NULL },
};

/* The fields of tickets (hc_ticket_fields) whose few values can name a cohort. */
static const HcChoice match_fields[] = {
  { "department", N_ ("Department") },
  { "location", N_ ("Location") },
  { "business_unit", N_ ("Business Unit") },
  { "region", N_ ("Region") },
  { "role", N_ ("Role") },
  { "access_group", N_ ("Access Group") },
  { "channel", N_ ("Channel") },
  { "tier", N_ ("Tier") },
  { "service", N_ ("Service") },
  { "category", N_ ("Category") },
  { "subcategory", N_ ("Subcategory") },
  { "group", N_ ("Group") },
  { "requester", N_ ("Requester") },
  { NULL, NULL },
};

static const HcField cohort_fields[] = {
  { "name", N_ ("Name"), HC_VALUE_TEXT, HC_FIELD_REQUIRED | HC_FIELD_TITLE, .width = 24 },
  { "kind", N_ ("Kind"), HC_VALUE_CHOICE, HC_FIELD_REQUIRED, cohort_kinds, .initial = "role",
    .width = 14 },
  { "head_count", N_ ("Head Count"), HC_VALUE_INTEGER, HC_FIELD_NULLABLE, .minimum = 0,
    .maximum = MAX_HEADS, .width = 8 },
  RANK,
};
RECORD_TYPE (cohort, N_ ("Cohort"), N_ ("Cohorts"));

static const HcField cohort_match_fields[] = {
  { "cohort_id", N_ ("Cohort"), HC_VALUE_REFERENCE, HC_FIELD_REQUIRED | HC_FIELD_PARENT,
    .reference = "cohort", .width = 20 },
  { "field", N_ ("Ticket Field"), HC_VALUE_CHOICE, HC_FIELD_REQUIRED, match_fields,
    .initial = "department", .width = 16 },
  { "value", N_ ("Value"), HC_VALUE_TEXT, HC_FIELD_REQUIRED | HC_FIELD_TITLE, .width = 24 },
};
RECORD_TYPE (cohort_match, N_ ("Cohort Match"), N_ ("Cohort Matches"),
             .key = { "cohort_id", "field", "value" });

/* ---------------------------------------------------------------- ownership and escalation */

static const HcChoice duty_areas[] = {
  { "classification", N_ ("Ticket Classification and Tagging") },
  { "access", N_ ("Access and Permission Issues") },
  { "defects", N_ ("Workflow Defects or Configuration Blockers") },
  { "guidance", N_ ("Process Guidance and Approved Answers") },
  { "known_issues", N_ ("Known-Issue Communication") },
  { "content", N_ ("User-Facing Support Content") },
  { "metrics", N_ ("Hypercare Metrics and Reporting") },
  { "workflow", N_ ("Hot Path") },
  { "other", N_ ("Other") },
  { NULL, NULL },
};

static const HcField duty_fields[] = {
  { "name", N_ ("Duty"), HC_VALUE_TEXT, HC_FIELD_REQUIRED | HC_FIELD_TITLE, .width = 32 },
  { "area", N_ ("Area"), HC_VALUE_CHOICE, HC_FIELD_REQUIRED, duty_areas, .initial = "other",
    .width = 20 },
  { "workflow_id", N_ ("Hot Path"), HC_VALUE_REFERENCE, HC_FIELD_NULLABLE | HC_FIELD_BELONGS,
    .reference = "workflow", .width = 24 },
  RANK,
};
RECORD_TYPE (duty, N_ ("Duty"), N_ ("Duties"));

static const HcChoice letters[] = {
  { "R", N_ ("Responsible") },
  { "A", N_ ("Accountable") },
  { "C", N_ ("Consulted") },
  { "I", N_ ("Informed") },
  { NULL, NULL },
};

static const HcField duty_role_fields[] = {
  { "duty_id", N_ ("Duty"), HC_VALUE_REFERENCE, HC_FIELD_REQUIRED | HC_FIELD_PARENT,
    .reference = "duty", .width = 32 },
  { "team_id", N_ ("Team"), HC_VALUE_REFERENCE, HC_FIELD_REQUIRED, .reference = "team",
    .width = 20 },
  { "letter", N_ ("Role"), HC_VALUE_CHOICE, HC_FIELD_REQUIRED, letters, .width = 12 },
  { "person_id", N_ ("Person"), HC_VALUE_REFERENCE, HC_FIELD_NULLABLE, .reference = "person",
    .width = 20 },
};
RECORD_TYPE (duty_role, N_ ("Role in the Matrix"), N_ ("Roles in the Matrix"),
             .key = { "duty_id", "team_id", "letter", "person_id" });

static const HcChoice severities[] = {
  { "critical", N_ ("Critical") },
  { "high", N_ ("High") },
  { "medium", N_ ("Medium") },
  { "low", N_ ("Low") },
  { NULL, NULL },
};

static const HcField escalation_level_fields[] = {
  { "duty_id", N_ ("Duty"), HC_VALUE_REFERENCE, HC_FIELD_NULLABLE | HC_FIELD_PARENT,
    .reference = "duty", .width = 32 },
  { "severity", N_ ("Severity"), HC_VALUE_CHOICE, HC_FIELD_NULLABLE, severities, .width = 10 },
  { "level", N_ ("Level"), HC_VALUE_INTEGER, HC_FIELD_REQUIRED | HC_FIELD_TITLE, .minimum = 1,
    .maximum = 9, .width = 6, .initial = "1" },
  { "team_id", N_ ("Team"), HC_VALUE_REFERENCE, HC_FIELD_NULLABLE, .reference = "team",
    .width = 20 },
  { "person_id", N_ ("Person"), HC_VALUE_REFERENCE, HC_FIELD_NULLABLE, .reference = "person",
    .width = 20 },
  { "limit_minutes", N_ ("Limit in Minutes"), HC_VALUE_INTEGER, HC_FIELD_NULLABLE, .minimum = 1,
    .maximum = MAX_LIMIT_MINUTES, .width = 8 },
  { "channel", N_ ("Channel"), HC_VALUE_TEXT, .width = 20 },
  { "hours", N_ ("Hours"), HC_VALUE_TEXT, .width = 18 },
};
RECORD_TYPE (escalation_level, N_ ("Escalation Level"), N_ ("Escalation Levels"),
             .key = { "duty_id", "severity", "level" });
