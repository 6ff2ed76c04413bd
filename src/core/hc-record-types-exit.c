/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What people settle about the gates, and the registers of the handoff. */

#include "config.h"

#include "hc-record-types-private.h"

/* ---------------------------------------------------------------- gates */

static const HcField criterion_fields[] = {
  { "gate", N_ ("Gate"), HC_VALUE_CHOICE, HC_FIELD_REQUIRED, hc_gate_choices, .width = 8 },
  { "code", N_ ("Criterion"), HC_VALUE_TEXT, HC_FIELD_REQUIRED | HC_FIELD_TITLE, .width = 24 },
  { "is_mandatory", N_ ("Mandatory"), HC_VALUE_BOOLEAN, HC_FIELD_REQUIRED, .width = 8,
    .initial = "1" },
};
RECORD_TYPE (criterion, N_ ("Criterion"), N_ ("Criteria"), .key = { "gate", "code" });

static const HcField criterion_waiver_fields[] = {
  { "gate", N_ ("Gate"), HC_VALUE_CHOICE, HC_FIELD_REQUIRED, hc_gate_choices, .width = 8 },
  { "code", N_ ("Criterion"), HC_VALUE_TEXT, HC_FIELD_REQUIRED | HC_FIELD_TITLE, .width = 24 },
  { "why", N_ ("Reason"), HC_VALUE_LONG_TEXT, HC_FIELD_REQUIRED, .width = 40 },
  { "by_name", N_ ("Waived By"), HC_VALUE_TEXT, HC_FIELD_REQUIRED, .width = 20 },
  { "given_at", N_ ("Given"), HC_VALUE_INSTANT, HC_FIELD_REQUIRED,
    .width = 16 },
  { "until", N_ ("Until"), HC_VALUE_DAY, HC_FIELD_NULLABLE, .width = 12 },
};
RECORD_TYPE (criterion_waiver, N_ ("Waiver"), N_ ("Waivers"));

static const HcField register_note_fields[] = {
  { "register", N_ ("Register"), HC_VALUE_TEXT, HC_FIELD_REQUIRED | HC_FIELD_TITLE, .width = 20 },
  { "by_name", N_ ("By"), HC_VALUE_TEXT, .width = 20 },
  { "at", N_ ("When"), HC_VALUE_INSTANT, HC_FIELD_REQUIRED, .width = 16 },
};
RECORD_TYPE (register_note, N_ ("Register Note"), N_ ("Register Notes"), .key = { "register" });

static const HcField evidence_fields[] = {
  { "gate", N_ ("Gate"), HC_VALUE_CHOICE, HC_FIELD_REQUIRED, hc_gate_choices, .width = 8 },
  { "code", N_ ("Criterion"), HC_VALUE_TEXT, HC_FIELD_REQUIRED | HC_FIELD_TITLE, .width = 24 },
  { "note", N_ ("Note"), HC_VALUE_LONG_TEXT, .width = 40 },
  { "file_name", N_ ("File"), HC_VALUE_TEXT, .width = 24 },
  { "sha256", N_ ("SHA-256"), HC_VALUE_TEXT, .width = 20 },
  { "by_name", N_ ("By"), HC_VALUE_TEXT, .width = 20 },
  { "at", N_ ("When"), HC_VALUE_INSTANT, HC_FIELD_REQUIRED, .width = 16 },
};
RECORD_TYPE (evidence, N_ ("Evidence"), N_ ("Evidence"));

/* ---------------------------------------------------------------- handoff */

static const HcChoice item_states[] = {
  { "open", N_ ("Open") },
  { "in_progress", N_ ("In Progress") },
  { "done", N_ ("Done") },
  { "not_applicable", N_ ("Not Applicable") },
  { NULL, NULL },
};

static const HcField checklist_item_fields[] = {
  { "item", N_ ("Item"), HC_VALUE_TEXT, HC_FIELD_REQUIRED | HC_FIELD_TITLE, .width = 44 },
  { "responsible", N_ ("Responsible"), HC_VALUE_TEXT, .width = 20 },
  { "reviewer", N_ ("Reviewer"), HC_VALUE_TEXT, .width = 20 },
  { "due", N_ ("Due"), HC_VALUE_DAY, HC_FIELD_NULLABLE, .width = 12 },
  { "status", N_ ("Status"), HC_VALUE_CHOICE, HC_FIELD_REQUIRED, item_states, .width = 12,
    .initial = "open" },
  { "evidence", N_ ("Evidence"), HC_VALUE_TEXT, .width = 32 },
  RANK,
};
RECORD_TYPE (checklist_item, N_ ("Checklist Item"), N_ ("Handoff Checklist"));

static const HcChoice risk_states[] = {
  { "open", N_ ("Open") },
  { "closed", N_ ("Closed") },
  { NULL, NULL },
};

static const HcField risk_fields[] = {
  { "risk", N_ ("Risk"), HC_VALUE_TEXT, HC_FIELD_REQUIRED | HC_FIELD_TITLE, .width = 40 },
  { "probability", N_ ("Probability"), HC_VALUE_CHOICE, HC_FIELD_NULLABLE, hc_level_choices,
    .width = 10 },
  { "impact", N_ ("Impact"), HC_VALUE_CHOICE, HC_FIELD_NULLABLE, hc_level_choices, .width = 10 },
  { "response", N_ ("Response"), HC_VALUE_LONG_TEXT, .width = 36 },
  { "owner", N_ ("Owner"), HC_VALUE_TEXT, .width = 20 },
  { "trigger", N_ ("Trigger"), HC_VALUE_TEXT, .width = 28 },
  { "review_on", N_ ("Review On"), HC_VALUE_DAY, HC_FIELD_NULLABLE, .width = 12 },
  { "status", N_ ("Status"), HC_VALUE_CHOICE, HC_FIELD_REQUIRED, risk_states, .width = 8,
    .initial = "open" },
  RANK,
};
RECORD_TYPE (risk, N_ ("Risk"), N_ ("Open Risks"));

static const HcChoice efforts[] = {
  { "small", N_ ("Small") },
  { "medium", N_ ("Medium") },
  { "large", N_ ("Large") },
  { NULL, NULL },
};

static const HcField improvement_fields[] = {
  { "title", N_ ("Title"), HC_VALUE_TEXT, HC_FIELD_REQUIRED | HC_FIELD_TITLE, .width = 36 },
  { "benefit", N_ ("Benefit"), HC_VALUE_TEXT, .width = 36 },
  { "effort", N_ ("Effort"), HC_VALUE_CHOICE, HC_FIELD_NULLABLE, efforts, .width = 10 },
  { "source_issue", N_ ("Source Issue"), HC_VALUE_TEXT, .width = 20 },
  { "bau_owner", N_ ("BAU Owner"), HC_VALUE_TEXT, .width = 20 },
  { "target", N_ ("Target Date"), HC_VALUE_DAY, HC_FIELD_NULLABLE, .width = 12 },
  RANK,
};
RECORD_TYPE (improvement, N_ ("Improvement"), N_ ("Improvement Backlog"));

static const HcChoice transfer_states[] = {
  { "planned", N_ ("Planned") },
  { "held", N_ ("Held") },
  { "confirmed", N_ ("Confirmed") },
  { NULL, NULL },
};

static const HcField knowledge_transfer_fields[] = {
  { "topic", N_ ("Topic"), HC_VALUE_TEXT, HC_FIELD_REQUIRED | HC_FIELD_TITLE, .width = 36 },
  { "from_name", N_ ("From"), HC_VALUE_TEXT, .width = 20 },
  { "to_name", N_ ("To"), HC_VALUE_TEXT, .width = 20 },
  { "format", N_ ("Format"), HC_VALUE_TEXT, .width = 18 },
  { "date", N_ ("Date"), HC_VALUE_DAY, HC_FIELD_NULLABLE, .width = 12 },
  { "status", N_ ("Status"), HC_VALUE_CHOICE, HC_FIELD_REQUIRED, transfer_states, .width = 10,
    .initial = "planned" },
  { "competency", N_ ("Competency (1–4)"), HC_VALUE_INTEGER, HC_FIELD_NULLABLE, .minimum = 1,
    .maximum = 4, .width = 8 },
  RANK,
};
RECORD_TYPE (knowledge_transfer, N_ ("Knowledge Transfer"), N_ ("Knowledge Transfers"));

static const HcField lesson_fields[] = {
  { "what_happened", N_ ("What Happened"), HC_VALUE_LONG_TEXT, HC_FIELD_REQUIRED | HC_FIELD_TITLE,
    .width = 40 },
  { "why", N_ ("Why"), HC_VALUE_LONG_TEXT, .width = 36 },
  { "recommendation", N_ ("Recommendation"), HC_VALUE_LONG_TEXT, .width = 36 },
  RANK,
};
RECORD_TYPE (lesson, N_ ("Lesson"), N_ ("Lessons Learned"));

static const HcChoice sentiments[] = {
  { "positive", N_ ("Positive") },
  { "neutral", N_ ("Neutral") },
  { "negative", N_ ("Negative") },
  { NULL, NULL },
};

static const HcField feedback_fields[] = {
  { "date", N_ ("Date"), HC_VALUE_DAY, HC_FIELD_NULLABLE, .width = 12 },
  { "cohort_id", N_ ("Cohort"), HC_VALUE_REFERENCE, HC_FIELD_NULLABLE, .reference = "cohort",
    .width = 20 },
  { "channel", N_ ("Channel"), HC_VALUE_TEXT, .width = 18 },
  { "text", N_ ("Feedback"), HC_VALUE_LONG_TEXT, HC_FIELD_REQUIRED | HC_FIELD_TITLE,
    .width = 44 },
  { "sentiment", N_ ("Sentiment"), HC_VALUE_CHOICE, HC_FIELD_NULLABLE, sentiments, .width = 10 },
  RANK,
};
RECORD_TYPE (feedback, N_ ("Feedback"), N_ ("User Feedback"));
