/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes JSON into one growing text: UTF-8, keys in the order they are given, numbers in the
 * shortest form that reads back as the same double, never NaN or infinity (null). Plain struct, one
 * thread, no I/O. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _HcJson HcJson;

/* How the members of an object or array stand: each on its own line, or all on one. Inside a
 * container on one line everything is on one line. */
typedef enum
{
  HC_JSON_LINES,
  HC_JSON_INLINE,
} HcJsonLayout;

HcJson *hc_json_new (void);
void hc_json_free (HcJson *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcJson, hc_json_free)

void hc_json_begin_object (HcJson *self, HcJsonLayout layout);
void hc_json_begin_array (HcJson *self, HcJsonLayout layout);
/* Ends the object or array begun last. */
void hc_json_end (HcJson *self);
/* The key of the next value. */
void hc_json_key (HcJson *self, const char *key);

void hc_json_string (HcJson *self, const char *text); /* NULL: null; bad UTF-8 becomes U+FFFD */
void hc_json_int (HcJson *self, gint64 value);
void hc_json_double (HcJson *self, double value); /* whole numbers as 14.0; NaN, infinity: null */
void hc_json_boolean (HcJson *self, gboolean value);
void hc_json_null (HcJson *self);

/* A key with its value. */
void hc_json_add_string (HcJson *self, const char *key, const char *text);
void hc_json_add_int (HcJson *self, const char *key, gint64 value);
void hc_json_add_double (HcJson *self, const char *key, double value);
void hc_json_add_boolean (HcJson *self, const char *key, gboolean value);

/* The finished text with a line feed at the end; frees @self. Every begun container must be ended.
 */
char *hc_json_finish (HcJson *self);

/* The shortest text that reads back as @value: “0.4”, “14.0”, “1e-07”; NULL for NaN and infinity.
 */
char *hc_number_format (double value);

G_END_DECLS
