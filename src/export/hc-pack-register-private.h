/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For hc-pack-register*.c: what was loaded, and how a table is filled. */

#pragma once

#include "hc-pack-register.h"
#include "hc-record-table.h"

G_BEGIN_DECLS

typedef struct
{
  GHashTable *records; /* type name → GPtrArray of HcRecordData */
  GHashTable *codes;   /* name → code, in an anonymised pack; NULL: names stay */
  GPtrArray *out;
  const HcIssueFactsSet *facts;
  HcCalendar *calendar;
  HcDay today; /* HC_DAY_NONE: nothing was imported */
} HcPackRegisters;

/* Borrowed. */
GPtrArray *hc_pack_records (const HcPackRegisters *self, const char *type);
const HcRecordData *hc_pack_find (const HcPackRegisters *self, const char *type, const char *id);

/* A person's name, or the stable code that stands for it; NULL: none. */
char *hc_pack_person_text (HcPackRegisters *self, const char *name);
char *hc_pack_person_of (HcPackRegisters *self, const HcRecordData *record, const char *field);
char *hc_pack_team_of (const HcPackRegisters *self, const HcRecordData *record, const char *field);
/* The English label of a choice: the workbook is the same in every language. */
char *hc_pack_choice_text (const HcRecordData *record, const char *field);

/* @sheet, @empty, @table: static, see HcPackRegister. */
HcPackRegister *hc_pack_add_register (HcPackRegisters *self,
                                      const char *sheet,
                                      const char *contents,
                                      const char *empty,
                                      const char *table);
void hc_pack_add_column (HcPackRegister *self, const char *header, double width, HcPackKind kind);
/* Its cells may stay NULL until hc_pack_fill_blanks(). */
char **hc_pack_add_row (HcPackRegister *self);
void hc_pack_fill_blanks (HcPackRegister *self);

void hc_pack_add_ownership (HcPackRegisters *self);
void hc_pack_add_escalation (HcPackRegisters *self);
void hc_pack_add_catalog (HcPackRegisters *self);
void hc_pack_add_known_errors (HcPackRegisters *self);
void hc_pack_add_fixes (HcPackRegisters *self);

G_END_DECLS
