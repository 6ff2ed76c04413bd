/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The criteria of the two gates, metrics.md §5: one engine, pure. It takes everything a verdict
 * rests on (HcCriteriaInputs, loaded by store/hc-criteria-table in one read transaction) and
 * returns plain structs that the pages, the command line and the pack show.
 *
 * No data is never a pass. Parts rest either on tickets (the clock is `as_of`; every past day is
 * reckoned again, with the values that the charts show for it at that as-of) or on registers (the
 * clock is `now`; past days are what was stored on them). */

#pragma once

#include "hc-columns.h"
#include "hc-driver.h"
#include "hc-field.h"
#include "hc-launch-settings.h"
#include "hc-metric.h"

G_BEGIN_DECLS

typedef enum
{
  HC_GATE_GO_LIVE,
  HC_GATE_EXIT,
} HcGateKind;
#define HC_N_GATES 2

const char *hc_gate_kind_word (HcGateKind gate);     /* “go_live”, “exit”: schema */
const char *hc_gate_kind_cli_word (HcGateKind gate); /* “go-live”, “exit” */
gboolean hc_gate_kind_from_word (const char *word, HcGateKind *out); /* either */

typedef enum
{
  HC_VERDICT_MET,
  HC_VERDICT_NOT_MET,
  HC_VERDICT_INSUFFICIENT_DATA,
  HC_VERDICT_NOT_MEASURABLE,
  HC_VERDICT_WAIVED, /* by a person only; never of a part */
} HcVerdict;

const char *hc_verdict_word (HcVerdict verdict);  /* “not_met” */
const char *hc_verdict_label (HcVerdict verdict); /* translated: “Not Met” */
gboolean hc_verdict_from_word (const char *word, HcVerdict *out);

typedef enum
{
  HC_STRENGTH_NONE, /* nothing to judge */
  HC_STRENGTH_WEAK,
  HC_STRENGTH_MODERATE,
  HC_STRENGTH_STRONG,
  HC_STRENGTH_COMPLETE,   /* registers: nothing is missing */
  HC_STRENGTH_INCOMPLETE, /* registers: see `missing` */
} HcStrength;

const char *hc_strength_word (HcStrength strength);  /* NULL for NONE */
const char *hc_strength_label (HcStrength strength); /* translated; "" for NONE */

typedef enum
{
  HC_RAG_RED,
  HC_RAG_AMBER,
  HC_RAG_GREEN,
} HcRag;

const char *hc_rag_word (HcRag rag);  /* “red” */
const char *hc_rag_label (HcRag rag); /* translated: “Red” */

/* ---------------------------------------------------------------- results */

typedef struct
{
  const char *id;    /* “misrouting”; static */
  const char *title; /* translated, static */
  double value;      /* NAN: none */
  double threshold;  /* NAN: none */
  gboolean at_least; /* passes when value ≥ threshold, else when value ≤ threshold */
  const char *unit; /* “share”, “days”, “tickets”, “hot_paths”, “grade” … static, untranslated */
  HcVerdict verdict;
  gboolean passes;      /* the condition alone, without its hold */
  gboolean is_register; /* rests on registers, not on tickets */
  guint hold_done;
  guint hold_of; /* 0: no hold */
  gint64 n;      /* cases it rests on; -1: none */
  double low;    /* 90 % interval of a share; NAN: none */
  double high;
  char *reason; /* a whole translated sentence */
} HcPartResult;

/* A link to what is missing. */
typedef struct
{
  char *text; /* a whole translated sentence: “Hot path “Payment run”: name an owner.” */
  const char *page; /* name of the page: “hot-paths”, “ownership”, “metrics” …; NULL: none */
  const char *type; /* record type (hc-field.h); NULL: none */
  char *id;         /* of the record; NULL: the whole register */
} HcMissing;

typedef enum
{
  HC_DAY_JUDGED,       /* `verdict` holds */
  HC_DAY_NO_FILE,      /* no import covers it */
  HC_DAY_NOT_RECORDED, /* nobody looked on that day, and registers cannot be replayed */
} HcDayKind;

/* One square of the history strip. */
typedef struct
{
  HcDay day;
  HcDayKind kind;
  HcVerdict verdict;
  gboolean passes; /* the conditions alone */
  gboolean working_day;
} HcVerdictDay;

typedef struct
{
  char *id;
  HcGateKind gate;
  char *code;
  char *why;
  char *by;
  gint64 given_at;
  HcDay until;       /* last day; HC_DAY_NONE: no end */
  gboolean is_valid; /* at `now` */
} HcWaiver;

typedef struct
{
  const char *code;        /* “routing_clear”; static */
  const char *title;       /* translated, static: “Escalation Routing Is Clear” */
  const char *explanation; /* what the rule says, translated, static */
  gboolean mandatory;
  HcVerdict verdict;     /* with the waiver */
  HcVerdict own_verdict; /* without */
  HcDay since;           /* first day of the run of `verdict`; HC_DAY_NONE: not known */
  guint hold_done;
  guint hold_of; /* 0: no hold */
  HcStrength strength;
  char *reason;              /* one or more whole translated sentences: the parts that decide */
  HcWaiver *waiver;          /* the valid one, else the latest that ran out; NULL: never waived */
  const char *register_name; /* the empty register that “none, on purpose” is about; NULL: none */
  gboolean none_on_purpose; /* that tick */
  GPtrArray *parts;         /* of HcPartResult, never empty */
  GPtrArray *missing;       /* of HcMissing; empty: nothing */
  GArray *history;          /* of HcVerdictDay, oldest first, complete days only */
} HcCriterionResult;

typedef struct
{
  char *id;
  HcGateKind gate;
  char *party; /* “outgoing”, “incoming”, “business”, “vendor” */
  char *name;
  char *decision; /* “approved”, “approved_with_conditions”, “refused” */
  char *conditions;
  gint64 at;
  gint64 as_of;     /* HC_INSTANT_NONE: before the first import */
  char *supersedes; /* id of the earlier one that it corrects; NULL */
  gboolean is_superseded;
} HcSignOff;

typedef struct
{
  HcGateKind gate;
  gint64 as_of; /* HC_INSTANT_NONE: no import yet */
  gint64 now;
  gboolean is_past;  /* registers as they were stored on the day of `now` */
  HcVerdict verdict; /* met, not_met, insufficient_data, not_measurable */
  guint done;        /* readiness: “5 of 8” */
  guint of;
  HcRag rag;
  char *rag_reason;     /* why it is that colour, whole translated sentence(s) */
  const char *rag_rule; /* the published rule, translated, static */
  GPtrArray *criteria;  /* of HcCriterionResult, in the order of metrics.md */
  GPtrArray *sign_offs; /* of HcSignOff, oldest first */
} HcCriteriaResult;

void hc_criteria_result_free (HcCriteriaResult *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcCriteriaResult, hc_criteria_result_free)
/* NULL when there is none. */
const HcCriterionResult *hc_criteria_result_find (const HcCriteriaResult *self, const char *code);
const HcPartResult *hc_criterion_result_part (const HcCriterionResult *self, const char *id);
/* TRUE: not met only because a hold is not complete: “Holding, 3 of 5 days”. */
gboolean hc_criterion_result_is_holding (const HcCriterionResult *self);
gboolean hc_part_result_is_holding (const HcPartResult *self);
/* What a verdict column says, translated: “Met”, “Holding, 3 of 5 days”, “Waived”. Newly
 * allocated. */
char *hc_criterion_result_verdict_text (const HcCriterionResult *self);
/* “4.2 %”, “3 days”, “7 hot paths”; translated, newly allocated; NULL for NAN. */
char *hc_criteria_value_text (double value, const char *unit);

void hc_waiver_free (HcWaiver *self);
void hc_sign_off_free (HcSignOff *self);

/* ---------------------------------------------------------------- rules */

/* A number of a rule that a person may change: table threshold, name “CODE.PART”. */
typedef struct
{
  const char *name;  /* “routing_clear.misrouting” */
  const char *code;  /* “routing_clear” */
  const char *title; /* N_() what it is */
  const char *unit;  /* as in HcPartResult */
  double usual;
  double minimum;
  double maximum;
} HcCriterionThreshold;

extern const HcCriterionThreshold hc_criterion_thresholds[];           /* ends with a NULL name */
const HcCriterionThreshold *hc_criterion_threshold (const char *name); /* NULL when unknown */
/* Is @value allowed? HC_ERROR_CONSTRAINT, a whole sentence with what to write. */
gboolean hc_criterion_threshold_check (const char *name, double value, GError **error);

/* Codes of a gate in order, NULL-terminated. */
const char *const *hc_criteria_codes (HcGateKind gate);
const char *hc_criterion_title (const char *code); /* translated; NULL when unknown */
/* Registers for which “none, on purpose” exists; NULL-terminated. */
extern const char *const hc_criteria_tickable_registers[];

/* ---------------------------------------------------------------- inputs */

/* Which days an import shows. */
typedef struct
{
  gint64 as_of;
  gboolean shows_past; /* an event log, or a file that covers everything */
} HcImportCover;

/* A stored verdict. `part` "": the criterion itself. */
typedef struct
{
  HcDay day;
  HcGateKind gate;
  char *code;
  char *part;
  HcVerdict verdict;
  gboolean passes;
  double value;
  double threshold;
  gboolean is_register;
} HcStoredVerdict;

void hc_stored_verdict_free (HcStoredVerdict *self);

typedef struct
{
  HcLaunchSettings settings;
  HcCalendar *calendar;        /* owned */
  HcColumns *columns;          /* owned */
  HcUsage *usage;              /* owned; NULL: nothing is known besides tickets */
  HcDriverGroups *groups;      /* owned; NULL: drivers are not judged, what was said stays */
  GHashTable *registers;       /* record type name → GPtrArray of HcRecordData */
  GHashTable *thresholds;      /* “CODE.PART” → double *: only those that a person set */
  GHashTable *optional;        /* codes that are not mandatory */
  GHashTable *none_on_purpose; /* register names */
  GPtrArray *waivers;          /* of HcWaiver, oldest first; both gates */
  GPtrArray *sign_offs;        /* of HcSignOff, oldest first; both gates */
  GArray *imports;             /* of HcImportCover */
  GPtrArray *stored;           /* of HcStoredVerdict, oldest day first; both gates */
} HcCriteriaInputs;

HcCriteriaInputs *hc_criteria_inputs_new (void);
void hc_criteria_inputs_free (HcCriteriaInputs *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcCriteriaInputs, hc_criteria_inputs_free)
/* Of a loaded record type; never NULL. */
GPtrArray *hc_criteria_inputs_register (const HcCriteriaInputs *self, const char *type);
/* The record types a verdict looks at, NULL-terminated. */
extern const char *const hc_criteria_registers[];

typedef struct
{
  HcGateKind gate;
  gint64 as_of; /* HC_INSTANT_NONE: the newest import */
  gint64 now;
  /* The moment is past: parts of registers show what was stored on the day of `now`. */
  gboolean is_past;
} HcCriteriaQuery;

/* NULL + error only when cancelled (G_IO_ERROR). @cancelled: polled now and then, may be NULL. */
HcCriteriaResult *hc_criteria_evaluate (const HcCriteriaInputs *inputs,
                                        const HcCriteriaQuery *query,
                                        const gint *cancelled,
                                        GError **error);

/* What verdict_day should hold after this evaluation (of HcStoredVerdict): every complete day of
 * tickets, and what registers say on the day of `now`. Empty when the query was a past one. */
GPtrArray *hc_criteria_days_to_store (const HcCriteriaInputs *inputs,
                                      const HcCriteriaResult *result);

G_END_DECLS
