/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One record of a register on screen: a GObject around HcRecordData. Main context. Its id never
 * changes; its values change only by the list that holds it (after a command, an undo, a write of
 * another process).
 *
 * Signal “changed”; property “changed-count” (uint) rises with it, for bindings; property “title”
 * (string, notifies). */

#pragma once

#include <glib-object.h>

#include "hc-field.h"

G_BEGIN_DECLS

#define HC_TYPE_RECORD (hc_record_get_type ())
G_DECLARE_FINAL_TYPE (HcRecord, hc_record, HC, RECORD, GObject)

/* Takes @data. */
HcRecord *hc_record_new (HcRecordData *data);
/* Borrowed until the next “changed”. */
const HcRecordData *hc_record_data (HcRecord *self);
const HcRecordType *hc_record_type_of (HcRecord *self);
const char *hc_record_id (HcRecord *self);
const char *hc_record_title (HcRecord *self); /* "" when it has none */
/* The stored text, borrowed as above; NULL = no value. */
const char *hc_record_get (HcRecord *self, const char *field);
/* For people (hc_field_format()): choice labels; newly allocated, "" = no value. A reference gives
 * its id: the owner of the other list knows the title. */
char *hc_record_dup_text (HcRecord *self, const char *field);
/* Takes over @data when it differs; then “changed”. For lists. */
void hc_record_take_data (HcRecord *self, HcRecordData *data);

G_END_DECLS
