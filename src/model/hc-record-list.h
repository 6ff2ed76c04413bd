/* SPDX-License-Identifier: GPL-3.0-or-later */

/* All records of one register (GListModel of HcRecord) in their order, and the commands on them.
 * Main context; reads on the store's readers. Re-read on the launch's “changed” and changed by the
 * smallest splices: a record that stays keeps its object, and tells “changed” by itself.
 *
 * Property “loaded” (boolean): FALSE until first read. Signals: “read” after each reading, with or
 * without a change, and “load-failed” (GError).
 *
 * A command is one undo step with a translated label (“Add Hot Path”, “Set Owner of “Payment
 * Run””). It finishes when the list shows it, so that its record can be found and focused.
 * Commands fail with HC_ERROR_CONSTRAINT (a sentence for the form row), HC_ERROR_CONFLICT or
 * HC_ERROR_NOT_FOUND; nothing is written then. All of them finish with hc_record_list_finish(). */

#pragma once

#include "hc-launch.h"
#include "hc-record.h"

G_BEGIN_DECLS

#define HC_TYPE_RECORD_LIST (hc_record_list_get_type ())
G_DECLARE_FINAL_TYPE (HcRecordList, hc_record_list, HC, RECORD_LIST, GObject)

/* @parent_id (optional): only the records that belong to it (PARENT field). */
HcRecordList *
hc_record_list_new (HcLaunch *launch, const char *type_name, const char *parent_id);

HcLaunch *hc_record_list_launch (HcRecordList *self); /* borrowed */
const HcRecordType *hc_record_list_type (HcRecordList *self);
const char *hc_record_list_parent (HcRecordList *self); /* NULL: all */
gboolean hc_record_list_is_loaded (HcRecordList *self);
guint hc_record_list_count (HcRecordList *self);
HcRecord *hc_record_list_at (HcRecordList *self, guint position); /* borrowed */
/* Borrowed; NULL when there is none (also for a NULL @id). */
HcRecord *hc_record_list_find (HcRecordList *self, const char *id);
guint hc_record_list_position (HcRecordList *self, const char *id); /* G_MAXUINT: not here */

/* Takes @record. Behind @after_id (NULL: last); in a list with a parent the PARENT field is set
 * here. Where the type has no rank, @after_id is ignored. */
void hc_record_list_add_async (HcRecordList *self,
                               HcRecordData *record,
                               const char *after_id,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/* @value: the stored text (hc_field_parse()), NULL = no value. @expected (optional): points to the
 * text that was shown when editing began (which may be NULL = no value); when the stored one
 * differs, HC_ERROR_CONFLICT whose message gives the newer value. */
void hc_record_list_set_async (HcRecordList *self,
                               const char *id,
                               const char *field,
                               const char *value,
                               const char *const *expected,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/* With everything that belongs to it. */
void hc_record_list_remove_async (HcRecordList *self,
                                  const char *id,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/* Behind @after_id (NULL: first). */
void hc_record_list_move_async (HcRecordList *self,
                                const char *id,
                                const char *after_id,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
void hc_record_list_duplicate_async (HcRecordList *self,
                                     const char *id,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
/* Takes @records (of HcRecordData without ids): all are added at the end, one undo step. */
void hc_record_list_paste_async (HcRecordList *self,
                                 GPtrArray *records,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);

/* The id of the record that the command is about (add, duplicate: the new one; paste, update: the
 * last one), newly allocated. NULL + error: nothing was written. */
char *hc_record_list_finish (HcRecordList *self, GAsyncResult *result, GError **error);

G_END_DECLS
