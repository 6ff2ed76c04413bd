/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For hc-record-*.c only: SQL from record types. */

#pragma once

#include "hc-db-private.h"
#include "hc-record-table.h"

G_BEGIN_DECLS

/* SELECT id, "name", … FROM "team" */
GString *hc_record_select (const HcRecordType *type);
/* Runs @sql (made by the above), bound to @argument when it has one, and collects the records. */
GPtrArray *hc_record_query (HcDb *db,
                            const HcRecordType *type,
                            const char *sql,
                            const char *argument,
                            GError **error);
void hc_record_bind (HcStmt *stmt, int index, const HcField *field, const char *value);
/* The records that refer to @id by the field number @field of @type. */
GPtrArray *hc_record_referring (HcDb *db,
                                const HcRecordType *type,
                                guint field,
                                const char *id,
                                GError **error);
/* UPDATE … SET one field; no check. NOT_FOUND when the row is gone. */
gboolean hc_record_write (HcDb *db,
                          const HcRecordType *type,
                          const char *id,
                          const HcField *field,
                          const char *value,
                          GError **error);
/* INSERT of @record with its id; no check. */
gboolean hc_record_insert (HcDb *db, const HcRecordData *record, GError **error);
/* As hc_record_save() of a new record, under an id that the caller chose. */
gboolean hc_record_add_as (HcDb *db, HcRecordData *record, const char *id, GError **error);
gboolean hc_record_set_gone (const HcRecordType *type, GError **error);
/* The list that @record belongs to, in order; all of its type when it has no parent. */
GPtrArray *hc_record_siblings (HcDb *db, const HcRecordData *record, GError **error);

G_END_DECLS
