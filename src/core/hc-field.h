/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Record types: each register of a launch is described once by a table of fields. From it come the
 * SELECT and UPDATE lists, form rows, table columns, validation, paste targets and workbook columns.
 * Values are held as the text SQLite would give (NULL = no value): a register has hundreds of rows,
 * not millions. */

#pragma once

#include <glib.h>

#include "hc-day.h"
#include "hc-error.h"

G_BEGIN_DECLS

typedef enum
{
  HC_VALUE_TEXT,
  HC_VALUE_LONG_TEXT, /* several lines */
  HC_VALUE_CHOICE,    /* one of choices[] by its word */
  HC_VALUE_INTEGER,
  HC_VALUE_REAL,
  HC_VALUE_DAY,       /* YYYY-MM-DD */
  HC_VALUE_INSTANT,   /* UTC seconds */
  HC_VALUE_BOOLEAN,   /* 0, 1 */
  HC_VALUE_REFERENCE, /* id of a record of type `reference` */
  HC_VALUE_RANK,      /* order in the list; never shown */
} HcValueType;

typedef enum
{
  HC_FIELD_REQUIRED = 1 << 0,
  HC_FIELD_PARENT = 1 << 1, /* the record belongs to this reference and is listed under it */
  HC_FIELD_HIDDEN = 1 << 2, /* no column, no form row */
  HC_FIELD_TITLE = 1 << 3,  /* names the record in messages, toasts and references */
  HC_FIELD_NULLABLE = 1 << 4, /* empty is NULL in the schema, else '' */
  HC_FIELD_BELONGS = 1 << 5, /* optional reference; the record goes when that one goes */
} HcFieldFlags;

typedef struct
{
  const char *word;  /* schema, CLI */
  const char *label; /* N_() */
} HcChoice;

typedef struct
{
  const char *name;  /* column */
  const char *label; /* N_() header capitals; NULL when hidden */
  HcValueType type;
  guint flags;
  const HcChoice *choices;  /* ends with a NULL word; CHOICE only */
  const char *reference;    /* record type name; REFERENCE only */
  double minimum, maximum;  /* INTEGER, REAL; both 0: any */
  guint width;              /* characters, for columns */
  const char *initial;      /* of a new record; NULL: no value */
} HcField;

#define HC_MAX_KEY_FIELDS 4

typedef struct
{
  const char *name;  /* table: “workflow_step” */
  const char *one;   /* N_(“Step”) */
  const char *many;  /* N_(“Steps”) */
  const HcField *fields;
  guint n_fields;
  const char *key[HC_MAX_KEY_FIELDS + 1]; /* fields that are never the same in two records */
  gboolean stays;                         /* not copied when what it belongs to is duplicated */
} HcRecordType;

extern const HcRecordType *const hc_record_types[]; /* ends with NULL */
const HcRecordType *hc_record_type (const char *name); /* NULL when unknown */
int hc_record_type_field (const HcRecordType *type, const char *name); /* -1 when unknown */
int hc_record_type_flagged (const HcRecordType *type, HcFieldFlags flag); /* first field; -1 */

/* One record. Plain; the GObject around it is model/hc-record. */
typedef struct
{
  const HcRecordType *type;
  char *id;      /* NULL: not saved yet */
  char **values; /* n_fields; NULL = no value */
} HcRecordData;

HcRecordData *hc_record_data_new (const HcRecordType *type); /* defaults of the schema */
HcRecordData *hc_record_data_copy (const HcRecordData *self);
void hc_record_data_free (HcRecordData *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcRecordData, hc_record_data_free)

/* By field name; a programmer error when there is none. No value is always NULL, never "". */
const char *hc_record_data_get (const HcRecordData *self, const char *field); /* NULL = no value */
gint64 hc_record_data_get_int (const HcRecordData *self, const char *field, gint64 fallback);
double hc_record_data_get_real (const HcRecordData *self, const char *field); /* NAN = no value */
HcDay hc_record_data_get_day (const HcRecordData *self, const char *field);   /* HC_DAY_NONE */
gboolean hc_record_data_is_set (const HcRecordData *self, const char *field); /* not NULL, not "" */
void hc_record_data_set (HcRecordData *self, const char *field, const char *value); /* copies */
const char *hc_record_data_title (const HcRecordData *self); /* "" when it has none */
gboolean hc_record_data_equal (const HcRecordData *a, const HcRecordData *b); /* id and values */

/* What a person typed → the stored text. @out: newly allocated, NULL = no value. Texts are trimmed;
 * choices by word or (translated) label, case-folded; dates YYYY-MM-DD, 4.3.2026, or with slashes
 * where only one order is possible; numbers with either decimal mark. FALSE + HC_ERROR_CONSTRAINT: a
 * whole sentence that names the field and what to write. References are not resolved here. */
gboolean hc_field_parse (const HcField *field, const char *typed, char **out, GError **error);
/* Is @value (stored text, NULL = none) allowed there? As above. */
gboolean hc_field_check (const HcField *field, const char *value, GError **error);
/* Is the record complete enough to save? The first problem as above. */
gboolean hc_record_data_check (const HcRecordData *self, GError **error);
/* For people: choice labels, “5 Mar 2026” is the caller's (locale); day as YYYY-MM-DD here. "" when
 * there is no value. */
char *hc_field_format (const HcField *field, const char *value);

/* The stored text of a number: “97”, “0.5”. Newly allocated. */
char *hc_field_dup_number (double value);
const HcChoice *hc_field_choice (const HcField *field, const char *word); /* NULL when unknown */

/* A rank between two neighbours ("" or NULL: the end). Newly allocated, never equal to either. */
char *hc_rank_between (const char *before, const char *after);

G_END_DECLS
