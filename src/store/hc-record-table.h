/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every register of the launch by its record type: load, insert, update, delete, move. Functions that
 * write are called inside hc_history_run() (or hc_store_command_async()). */

#pragma once

#include "hc-db.h"
#include "hc-field.h"

G_BEGIN_DECLS

/* What a write to @type touches, for hc_store_command_async(). */
HcTables hc_record_tables (const HcRecordType *type);

/* All records of @type in rank order, then by title, then id; @parent (optional) keeps those whose
 * PARENT field has that id. Element type HcRecordData. */
GPtrArray *
hc_records_load (HcDb *db, const HcRecordType *type, const char *parent, GError **error);
/* NOT_FOUND when it is gone. */
HcRecordData *
hc_record_load (HcDb *db, const HcRecordType *type, const char *id, GError **error);

/* Inserts (id NULL: sets a new one, ranked last where there is a rank and none is given) or updates
 * all fields. CONSTRAINT from hc_record_data_check(), for a record that is there already (key) and
 * for a reference to one that is gone. The first record of a register takes its “none” note away. */
gboolean hc_record_save (HcDb *db, HcRecordData *record, GError **error);
/* Sets one field. @expected (optional): the text the caller showed; when the stored one differs,
 * HC_ERROR_CONFLICT whose message gives the newer value, and nothing is written. */
gboolean hc_record_set (HcDb *db,
                        const HcRecordType *type,
                        const char *id,
                        const char *field,
                        const char *value,
                        const char *const *expected,
                        GError **error);
/* With everything that belongs to it. */
gboolean hc_record_delete (HcDb *db, const HcRecordType *type, const char *id, GError **error);
/* Moves behind the record @after (NULL: first) of the same list. */
gboolean hc_record_move (HcDb *db,
                         const HcRecordType *type,
                         const char *id,
                         const char *after,
                         GError **error);
/* A deep copy (with everything that belongs to it, except what happened to the original alone) right
 * behind it; its title gets “ (copy)”. @new_id optional. */
gboolean hc_record_duplicate (HcDb *db,
                              const HcRecordType *type,
                              const char *id,
                              char **new_id,
                              GError **error);

/* “None, on purpose” for an empty register (a record type's name). */
gboolean hc_register_note_set (HcDb *db, const char *name, gboolean none, GError **error);
gboolean hc_register_note_get (HcDb *db, const char *name, gboolean *none, GError **error);

G_END_DECLS
